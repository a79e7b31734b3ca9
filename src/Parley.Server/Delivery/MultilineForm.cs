using Parley.Core.Messages;
using Parley.Protocol.Messages;

namespace Parley.Server.Delivery;

/// <summary>Writes a message of several lines: as one batch, or to clients that do not know such as the lines alone.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/multiline.</remarks>
internal static class MultilineForm
{
    /// <summary>The type of the batch.</summary>
    public const string BatchType = "draft/multiline";

    /// <summary>The tag of a line that goes on with the one before.</summary>
    public static ReadOnlySpan<byte> ConcatTag => "draft/multiline-concat"u8;

    // Such a batch is written in one piece, so never is another of that name open.
    private const string Reference = "ml";

    /// <summary>Writes a message that has lines.</summary>
    public static void Write(LineWriter line, Message message, WireForm form, string? inBatch)
    {
        if (form.HasFlag(WireForm.Multiline))
            WriteBatch(line, message, form, inBatch);
        else
            WriteLines(line, message, form, inBatch);
    }

    private static void WriteBatch(LineWriter line, Message message, WireForm form, string? inBatch)
    {
        Begin(line, inBatch);
        WireForms.WriteTags(line, message, form);
        line.Source(message.Source).Verb("BATCH"u8).Param("+" + Reference).Param(BatchType).Param(message.Target).End();
        foreach (MessageLine one in message.Lines!)
        {
            line.Tag("batch"u8, Reference);
            if (one.GoesOn)
                line.Tag(ConcatTag);
            WriteText(line, message, one);
        }
        Begin(line, inBatch);
        line.Source(message.Source).Verb("BATCH"u8).Param("-" + Reference).End();
    }

    // Blank lines are not for them, and the id is on the first line only.
    private static void WriteLines(LineWriter line, Message message, WireForm form, string? inBatch)
    {
        bool isFirst = true;
        foreach (MessageLine one in message.Lines!)
        {
            if (one.Text.Length == 0)
                continue;
            Begin(line, inBatch);
            WireForms.WriteTags(line, message, form, withId: isFirst);
            WriteText(line, message, one);
            isFirst = false;
        }
    }

    private static void Begin(LineWriter line, string? inBatch)
    {
        if (inBatch is not null)
            line.Tag("batch"u8, inBatch);
    }

    private static void WriteText(LineWriter line, Message message, MessageLine one)
        => line.Source(message.Source).Verb(WireForms.Verb(message.Kind)).Param(message.Target).Trailing(one.Text.Span).End();
}
