using System.Text;
using System.Text.Unicode;
using Parley.Core.Storage;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands;

/// <summary>Runs one line after the other for a session: looks the verb up, keeps the pace, checks what its row says, labels the answers.</summary>
internal sealed class CommandRunner(CommandContext context)
{
    // What has no row costs as much as most that has: refusals are answers too.
    private const int CostOfRefusal = 1;

    // In bytes: https://ircv3.net/specs/extensions/labeled-response#tags
    private const int MaxLabel = 64;

    private enum Reading
    {
        Message,
        TooLong,
        NotUtf8,
        NotIrc,
    }

    /// <summary>Runs a line, given without its CR LF. Whatever it holds, the client gets an answer.</summary>
    /// <exception cref="StorageException">Something cannot be kept or read now: <see cref="RefuseForStorage"/>.</exception>
    public ValueTask RunAsync(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOfAnyExcept((byte)' ') < 0)
            return ValueTask.CompletedTask;
        Reading reading = !context.Line.TryParse(line) || line.Span.ContainsAny((byte)0, (byte)'\r') ? Reading.NotIrc : Reading.Message;
        if (!Utf8.IsValid(line.Span))
            reading = Reading.NotUtf8;
        CommandTable.TryFind(context.Line.Verb.Span, out CommandSpec? spec);
        return RunPacedAsync(reading, spec);
    }

    /// <summary>A line was longer than lines may be and was not read.</summary>
    public ValueTask TooLongAsync() => RunPacedAsync(Reading.TooLong, null);

    /// <summary>Answers the line that failed because something could not be kept or read; who runs the server hears of it from the store.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/standard-replies, and of each command its own specification.</remarks>
    public void RefuseForStorage()
    {
        string verb = Encoding.UTF8.GetString(context.Line.Verb.Span).ToUpperInvariant();
        (string code, int about) = verb switch
        {
            "CHATHISTORY" => ("MESSAGE_ERROR", 2),
            "MARKREAD" => ("INTERNAL_ERROR", 1),
            "WEBPUSH" => ("INTERNAL_ERROR", 2),
            "REGISTER" => ("TEMPORARILY_UNAVAILABLE", 1),
            _ => ("TEMPORARILY_UNAVAILABLE", 0),
        };
        string[] named = [.. Enumerable.Range(0, Math.Min(about, context.ParamCount)).Select(context.Text)];
        context.Reply.Fail(verb, code, named, "The server cannot keep or read this now; try again later");
    }

    private ValueTask RunPacedAsync(Reading reading, CommandSpec? spec)
    {
        TimeSpan wait = context.Session.Pace.Take(spec?.Cost ?? CostOfRefusal);
        return wait == TimeSpan.Zero ? RunNowAsync(reading, spec) : RunLaterAsync(reading, spec, wait);
    }

    private async ValueTask RunLaterAsync(Reading reading, CommandSpec? spec, TimeSpan wait)
    {
        // What earlier commands said must not wait with this one.
        context.Session.Flushes.Flush();
        await Task.Delay(wait, context.Server.Time);
        if (context.Session.CloseReason is null)
            await RunNowAsync(reading, spec);
    }

    private ValueTask RunNowAsync(Reading reading, CommandSpec? spec)
    {
        if (reading == Reading.TooLong)
        {
            context.Reply.Numeric(Numeric.ErrInputTooLong, "Input line was too long");
            return ValueTask.CompletedTask;
        }
        bool mayBeLabelled = context.Line.Tags.Length > 0 && context.Session.Has(Capability.LabeledResponse) && context.Session.Has(Capability.Batch);
        return mayBeLabelled && context.Line.Tag("label"u8) is { Length: > 0 and <= MaxLabel } label && Encoding.UTF8.GetByteCount(label) <= MaxLabel
            ? RunLabelledAsync(reading, spec, label)
            : RunCheckedAsync(reading, spec);
    }

    private async ValueTask RunLabelledAsync(Reading reading, CommandSpec? spec, string label)
    {
        context.Reply.BeginLabel(label);
        try
        {
            await RunCheckedAsync(reading, spec);
        }
        catch (StorageException)
        {
            RefuseForStorage();
        }
        finally
        {
            context.Reply.EndLabel();
        }
    }

    private ValueTask RunCheckedAsync(Reading reading, CommandSpec? spec)
    {
        bool registered = context.Session.User is not null;
        if (reading == Reading.NotUtf8)
            // https://ircv3.net/specs/extensions/utf8-only#the-invalid_utf8-standard-replies-code
            context.Reply.Fail(spec?.Verb ?? "*", "INVALID_UTF8", "", "Message rejected, this server takes UTF-8 only");
        else if (reading == Reading.NotIrc)
            context.Reply.Numeric(Numeric.ErrUnknownError, "*", "The line is not a message of IRC");
        else if (!registered && spec is not { Access: Access.Anyone or Access.Unregistered })
            context.Reply.Numeric(Numeric.ErrNotRegistered, "You have not registered");
        else if (spec is null)
            context.Reply.Numeric(Numeric.ErrUnknownCommand, Encoding.UTF8.GetString(context.Line.Verb.Span), "Unknown command");
        else if (spec.Access == Access.Unregistered && registered)
            context.Reply.Numeric(Numeric.ErrAlreadyRegistered, "You may not reregister");
        else if (spec.Access == Access.Operator && context.Session.User is not { IsOperator: true })
            context.Reply.NeedsServerOperator();
        else if (context.ParamCount < spec.MinParams)
            context.Reply.Numeric(Numeric.ErrNeedMoreParams, spec.Verb, "Not enough parameters");
        else
        {
            CommandUses.Count(spec);
            return spec.RunAsync(context);
        }
        return ValueTask.CompletedTask;
    }
}
