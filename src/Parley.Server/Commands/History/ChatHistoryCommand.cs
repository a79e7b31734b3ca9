using System.Globalization;
using Parley.Core.History;
using Parley.Server.Replies;

namespace Parley.Server.Commands.History;

/// <summary><c>CHATHISTORY LATEST|BEFORE|AFTER|AROUND &lt;target&gt; &lt;reference&gt; &lt;limit&gt;</c>, <c>CHATHISTORY BETWEEN &lt;target&gt;
/// &lt;reference&gt; &lt;reference&gt; &lt;limit&gt;</c>, <c>CHATHISTORY TARGETS &lt;timestamp&gt; &lt;timestamp&gt; &lt;limit&gt;</c>: what was said before.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory. Replies BATCH, CHATHISTORY TARGETS; FAIL INVALID_PARAMS,
/// INVALID_TARGET, INVALID_MSGREFTYPE.</remarks>
internal static class ChatHistoryCommand
{
    /// <summary>The most items of one answer (ISUPPORT CHATHISTORY).</summary>
    public const int MaxLimit = 500;

    private const string Verb = "CHATHISTORY";

    /// <summary>What it costs to read a history: each answer may be long, and is read together from where it is kept.</summary>
    public const int CostOfReading = 3;

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 0, Access.Registered, RunAsync, CostOfReading);

    private static ValueTask RunAsync(CommandContext c)
    {
        switch (c.TextOrEmpty(0).ToUpperInvariant())
        {
            case "LATEST":
                return ReadAsync(c, HistoryWindow.Latest);
            case "BEFORE":
                return ReadAsync(c, HistoryWindow.Before);
            case "AFTER":
                return ReadAsync(c, HistoryWindow.After);
            case "AROUND":
                return ReadAsync(c, HistoryWindow.Around);
            case "BETWEEN":
                return ReadAsync(c, HistoryWindow.Between);
            case "TARGETS":
                return ListTargetsAsync(c);
            default:
                Invalid(c, "Unknown command");
                return ValueTask.CompletedTask;
        }
    }

    private static async ValueTask ReadAsync(CommandContext c, HistoryWindow window)
    {
        int points = window == HistoryWindow.Between ? 2 : 1;
        if (!HasParams(c, 3 + points) || !TryLimit(c, out int limit)
            || !TryPoint(c, 2, mayBeOpen: window == HistoryWindow.Latest, out HistoryPoint? first)
            || !TryPoint(c, 1 + points, mayBeOpen: window == HistoryWindow.Latest, out HistoryPoint? second))
            return;
        if (await Buffer.FindAsync(c, c.Text(1)) is not { } buffer)
        {
            c.Reply.Fail(Verb, "INVALID_TARGET", [c.Text(0), c.Text(1)], "Messages could not be retrieved");
            return;
        }
        HistoryPage page = await buffer.ReadAsync(new(window, first, second, limit, HistoryLines.ContentFor(c.Session)));
        await HistoryLines.SendAsync(c.Reply, c.Session, buffer.Name, page);
    }

    private static async ValueTask ListTargetsAsync(CommandContext c)
    {
        if (!HasParams(c, 4) || !TryLimit(c, out int limit) || !TryTime(c, 1, out DateTimeOffset first) || !TryTime(c, 2, out DateTimeOffset second))
            return;
        (DateTimeOffset after, DateTimeOffset before) = first <= second ? (first, second) : (second, first);
        var found = (from one in await Buffer.AllAsync(c)
                     let at = new DateTimeOffset(one.LastMessage.UtcTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero)
                     where at > after && at < before
                     select new[] { "TARGETS", one.Buffer.Name, MessageReference.Write(at) }).ToList();
        // As with BETWEEN, they are counted from the first moment on, which may be the later one.
        string[][] told = [.. first <= second ? found.Take(limit) : found.TakeLast(limit)];
        c.Reply.Batch("draft/chathistory-targets", "", "CHATHISTORY"u8, told);
    }

    private static bool HasParams(CommandContext c, int count)
    {
        if (c.ParamCount != count)
            Invalid(c, c.ParamCount < count ? "Insufficient parameters" : "Too many parameters");
        return c.ParamCount == count;
    }

    private static bool TryLimit(CommandContext c, out int limit)
    {
        string given = c.Text(c.ParamCount - 1);
        bool isNumber = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit > 0;
        limit = Math.Min(limit, MaxLimit);
        if (!isNumber)
            Invalid(c, "Invalid limit", given);
        return isNumber;
    }

    private static bool TryPoint(CommandContext c, int index, bool mayBeOpen, out HistoryPoint? point)
    {
        string given = c.Text(index);
        point = null;
        if (mayBeOpen && given == "*")
            return true;
        if (MessageReference.TryParse(given, out HistoryPoint found))
            point = found;
        else if (given.Contains('=') && !MessageReference.IsOfKnownType(given))
            c.Reply.Fail(Verb, "INVALID_MSGREFTYPE", [c.Text(0), c.Text(1), given], "Messages are referred to by msgid= and timestamp= only");
        else
            Invalid(c, "Invalid message reference", given);
        return point is not null;
    }

    private static bool TryTime(CommandContext c, int index, out DateTimeOffset at)
    {
        bool isTime = MessageReference.TryParseTime(c.Text(index), out at);
        if (!isTime)
            Invalid(c, "Invalid timestamp", c.Text(index));
        return isTime;
    }

    private static void Invalid(CommandContext c, string text, params ReadOnlySpan<string> context)
        => c.Reply.Fail(Verb, "INVALID_PARAMS", [c.TextOrEmpty(0), .. context], text);
}
