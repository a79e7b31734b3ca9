using System.Globalization;
using System.Text;
using Parley.Core.History;
using Parley.Protocol.Names;
using Parley.Server.Replies;

namespace Parley.Server.Commands.History;

/// <summary><c>PRIVMSG *playback :PLAY &lt;buffers&gt; [from [to]]</c>: what was said between two times, in seconds since 1970; <c>*</c> is every buffer.</summary>
/// <remarks>Source: https://wiki.znc.in/Playback. Replies with batches of the type chathistory, without its limits but the newest
/// <see cref="ChatHistoryCommand.MaxLimit"/> of each buffer at most.</remarks>
internal static class Playback
{
    /// <summary>What clients send their wishes to.</summary>
    public const string Nickname = "*playback";

    // As PRIVMSG it costs little; who wants more asks for *.
    private const int MaxNames = 20;

    /// <summary>Runs a wish; what is none is passed over, as there.</summary>
    public static async ValueTask RunAsync(CommandContext c, ReadOnlyMemory<byte> wish)
    {
        string[] words = Encoding.UTF8.GetString(wish.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 4 || !words[0].Equals("PLAY", StringComparison.OrdinalIgnoreCase)
            || !TryTime(words, 2, DateTimeOffset.UnixEpoch, out DateTimeOffset from) || !TryTime(words, 3, DateTimeOffset.MaxValue, out DateTimeOffset to))
            return;
        foreach (Buffer buffer in words[1] == "*" ? (await Buffer.AllAsync(c)).Select(one => one.Buffer) : await FindAsync(c, words[1].Split(',').DistinctBy(Casemapping.Fold).Take(MaxNames)))
        {
            HistoryPage page = await buffer.ReadAsync(new(
                HistoryWindow.Between, HistoryPoint.Of(to), HistoryPoint.Of(from), ChatHistoryCommand.MaxLimit, HistoryLines.ContentFor(c.Session)));
            await HistoryLines.SendAsync(c.Reply, c.Session, buffer.Name, page);
        }
    }

    private static async ValueTask<IEnumerable<Buffer>> FindAsync(CommandContext c, IEnumerable<string> names)
    {
        var found = new List<Buffer>();
        foreach (string name in names)
            if (await Buffer.FindAsync(c, name) is { Conversation: not null } buffer)
                found.Add(buffer);
        return found;
    }

    private static bool TryTime(string[] words, int index, DateTimeOffset without, out DateTimeOffset at)
    {
        at = without;
        if (index >= words.Length)
            return true;
        if (!decimal.TryParse(words[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) || seconds > uint.MaxValue)
            return false;
        at = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
