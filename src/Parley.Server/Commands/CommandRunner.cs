using System.Text;
using System.Text.Unicode;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Sessions;

namespace Parley.Server.Commands;

/// <summary>Runs one line after the other for a session: looks the verb up, checks what its row says, labels the answers.</summary>
internal sealed class CommandRunner(CommandContext context)
{
    /// <summary>Runs a line, given without its CR LF. Whatever it holds, the client gets an answer and no exception leaves.</summary>
    public ValueTask RunAsync(ReadOnlyMemory<byte> line)
    {
        if (line.Length == 0)
            return ValueTask.CompletedTask;
        if (!Utf8.IsValid(line.Span))
            return RefuseEncoding(line);
        if (line.Span.Contains((byte)0) || !context.Line.TryParse(line))
            return RefuseForm(line.Span);
        return context.Session.Has(Capability.LabeledResponse) && context.Line.Tags.Length > 0 && context.Line.Tag("label"u8) is { Length: > 0 and <= 64 } label
            ? RunLabeledAsync(label)
            : RunParsedAsync();
    }

    /// <summary>A line was longer than lines may be and was not read.</summary>
    public void TooLong() => context.Reply.Numeric(Numeric.ErrInputTooLong, "Input line was too long");

    private async ValueTask RunLabeledAsync(string label)
    {
        context.Reply.BeginLabel(label);
        try
        {
            await RunParsedAsync();
        }
        finally
        {
            context.Reply.EndLabel();
        }
    }

    private ValueTask RunParsedAsync()
    {
        Session session = context.Session;
        bool registered = session.User is not null;
        if (!CommandTable.TryFind(context.Line.Verb.Span, out CommandSpec? spec))
            return Unknown(registered);
        if (spec.Access == Access.Registered && !registered)
            context.Reply.Numeric(Numeric.ErrNotRegistered, "You have not registered");
        else if (spec.Access == Access.Unregistered && registered)
            context.Reply.Numeric(Numeric.ErrAlreadyRegistered, "You may not reregister");
        else if (context.ParamCount < spec.MinParams)
            context.Reply.Numeric(Numeric.ErrNeedMoreParams, spec.Verb, "Not enough parameters");
        else
            return RunPacedAsync(spec);
        return ValueTask.CompletedTask;
    }

    private ValueTask RunPacedAsync(CommandSpec spec)
    {
        TimeSpan wait = spec.Cost == 0 ? TimeSpan.Zero : context.Session.Pace.Take(spec.Cost);
        return wait == TimeSpan.Zero ? spec.RunAsync(context) : RunLaterAsync(spec, wait);
    }

    private async ValueTask RunLaterAsync(CommandSpec spec, TimeSpan wait)
    {
        // What earlier commands said must not wait with this one.
        context.Session.Flushes.Flush();
        await Task.Delay(wait, context.Server.Time);
        if (context.Session.CloseReason is null)
            await spec.RunAsync(context);
    }

    private ValueTask Unknown(bool registered)
    {
        string verb = Encoding.UTF8.GetString(context.Line.Verb.Span);
        if (registered)
            context.Reply.Numeric(Numeric.ErrUnknownCommand, verb, "Unknown command");
        else
            context.Reply.Numeric(Numeric.ErrNotRegistered, "You have not registered");
        return ValueTask.CompletedTask;
    }

    // https://ircv3.net/specs/extensions/utf8-only#the-invalid_utf8-standard-replies-code
    private ValueTask RefuseEncoding(ReadOnlyMemory<byte> line)
    {
        string verb = context.Line.TryParse(line) && CommandTable.TryFind(context.Line.Verb.Span, out CommandSpec? spec) ? spec.Verb : "*";
        context.Reply.Fail(verb, "INVALID_UTF8", "", "Message rejected, this server takes UTF-8 only");
        return ValueTask.CompletedTask;
    }

    private ValueTask RefuseForm(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAnyExcept((byte)' ') >= 0)
            context.Reply.Numeric(Numeric.ErrUnknownError, "*", "The line is not a message of IRC");
        return ValueTask.CompletedTask;
    }
}
