using System.Globalization;
using Parley.Core.Messages;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;
using Parley.Server.Delivery;

namespace Parley.Server.Commands.Messages;

/// <summary><c>BATCH +&lt;reference&gt; draft/multiline &lt;target&gt;</c>, then <c>@batch=&lt;reference&gt; PRIVMSG|NOTICE &lt;target&gt; :&lt;line&gt;</c>
/// for each line, then <c>BATCH -&lt;reference&gt;</c>: says something of several lines at once.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/multiline, https://ircv3.net/specs/extensions/client-batch. Replies FAIL INVALID_REFTAG,
/// UNKNOWN_TYPE, MULTILINE_MAX_BYTES, MULTILINE_MAX_LINES, MULTILINE_INVALID_TARGET, MULTILINE_INVALID; 461 and those of PRIVMSG.
/// A session has one batch open at most; it goes with the session.</remarks>
internal static class BatchCommand
{
    private const string Verb = "BATCH";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string reference = c.Text(0);
        if (reference.StartsWith('+'))
            Open(c, reference[1..]);
        else if (reference.StartsWith('-') && c.Session.Batch?.Reference == reference[1..])
            return CloseAsync(c, c.Session.Batch);
        else
            c.Reply.Fail(Verb, "INVALID_REFTAG", reference, "There is no such batch");
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes the message that is being run if it is a line of a batch; then nothing else is to be done with it.</summary>
    public static bool Takes(CommandContext c, MessageKind kind)
    {
        if (c.Line.Tags.Length == 0 || (c.Session.Batch is null && !KnowsMultiline(c)) || c.Line.Tag("batch"u8) is not { } reference)
            return false;
        if (c.Session.Batch is not { } batch)
            c.Reply.Fail(Verb, "MULTILINE_INVALID", "", "There is no such batch");
        else if (batch.IsRefused)
            return true;
        else if (batch.Reference != reference || !batch.Fits(kind) || c.ParamCount < 2)
            Refuse(c, batch, "MULTILINE_INVALID", "Invalid multiline batch");
        else if (!Casemapping.Same(batch.Target, c.Text(0)))
            Refuse(c, batch, "MULTILINE_INVALID_TARGET", "Invalid multiline target", batch.Target, c.Text(0));
        else
            Add(c, batch, kind);
        return true;
    }

    private static void Open(CommandContext c, string reference)
    {
        MultilineBatch? open = c.Session.Batch is { IsRefused: false } before ? before : null;
        string target = c.TextOrEmpty(2);
        var batch = new MultilineBatch(reference, target, c.Server.ClientTags.Of(c), c.Reply.TakeLabel());
        c.Session.Batch = batch;
        if (open?.Label is not null)
            Refuse(c, open, "MULTILINE_INVALID", "Another batch was opened before it was closed");
        if (!IsReference(reference))
            Refuse(c, batch, "INVALID_REFTAG", "References are of letters, digits and hyphens", reference);
        else if (open is not null)
            Refuse(c, batch, "MULTILINE_INVALID", "Another batch was open");
        else if (!KnowsMultiline(c) || c.TextOrEmpty(1) != MultilineForm.BatchType)
            Refuse(c, batch, "UNKNOWN_TYPE", "There are no batches of that type", reference, c.TextOrEmpty(1));
        else if (target.Length == 0 || target.Contains(','))
            Refuse(c, batch, "MULTILINE_INVALID", "A multiline batch has one target");
    }

    private static bool KnowsMultiline(CommandContext c) => c.Session.Has(Capability.Multiline) && c.Session.Has(Capability.Batch);

    private static void Add(CommandContext c, MultilineBatch batch, MessageKind kind)
    {
        ReadOnlySpan<byte> text = c.Bytes(1).Span;
        bool goesOn = c.Line.Tag(MultilineForm.ConcatTag) is not null;
        if (goesOn && text.Length == 0)
            Refuse(c, batch, "MULTILINE_INVALID", "Invalid multiline batch with concatenated blank line");
        else if (batch.IsFull)
            Refuse(c, batch, "MULTILINE_MAX_LINES", "Multiline batch max-lines exceeded", MultilineBatch.MaxLines.ToString(CultureInfo.InvariantCulture));
        else if (!batch.TryAdd(kind, text, goesOn))
            Refuse(c, batch, "MULTILINE_MAX_BYTES", "Multiline batch max-bytes exceeded", MultilineBatch.MaxBytes.ToString(CultureInfo.InvariantCulture));
    }

    private static async ValueTask CloseAsync(CommandContext c, MultilineBatch batch)
    {
        c.Session.Batch = null;
        if (batch.IsRefused)
            return;
        if (batch.IsBlank)
        {
            Refuse(c, batch, "MULTILINE_INVALID", "Invalid multiline batch with blank lines only");
            return;
        }
        // The answer is to the command that opened it.
        string? label = c.Reply.TakeLabel();
        if ((batch.Label ?? label) is { } answered)
            c.Reply.BeginLabel(answered);
        try
        {
            await MessageTargets.SendAsync(c, batch.Target, batch.ToDraft());
        }
        finally
        {
            c.Reply.EndLabel();
        }
    }

    // Once only: what still comes of the batch is passed over.
    private static void Refuse(CommandContext c, MultilineBatch batch, string code, string text, params ReadOnlySpan<string> context)
    {
        batch.IsRefused = true;
        c.Reply.TakeLabel();
        if (batch.Label is not null)
            c.Reply.BeginLabel(batch.Label);
        c.Reply.Fail(Verb, code, context, text);
        c.Reply.EndLabel();
    }

    // https://ircv3.net/specs/extensions/batch#the-batch-verb
    private static bool IsReference(string reference) => reference.Length > 0 && reference.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
