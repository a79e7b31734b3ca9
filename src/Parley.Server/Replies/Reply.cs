using System.Globalization;
using System.Text;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Connections;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>Answers to a session's commands. While a labelled command runs they are marked as its answers.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#numerics, https://ircv3.net/specs/extensions/standard-replies.</remarks>
internal sealed class Reply(Session session, string serverName)
{
    [ThreadStatic]
    private static LineWriter? _writer;

    private string? _label;
    private AnswerPart _part;
    private long _lastBatch;

    /// <summary>The server's name, the source of its own lines.</summary>
    public string ServerName => serverName;

    /// <summary>Whether the command that runs has a label.</summary>
    public bool IsLabelled => _label is not null;

    /// <summary>A numeric; its last parameter may be empty and hold spaces.</summary>
    public void Numeric(Numeric numeric, params ReadOnlySpan<string> parameters)
    {
        LineWriter line = Begin(numeric);
        foreach (string parameter in parameters[..^1])
            line.Param(parameter);
        line.Trailing(parameters[^1]);
        End(line);
    }

    /// <summary>A numeric whose last parameter is a list, as often as the list needs; not at all when it is empty.</summary>
    public void List(Numeric numeric, char separator, IEnumerable<string> items, params ReadOnlySpan<string> before)
    {
        var text = new StringBuilder();
        int free = 0;
        foreach (string item in items)
        {
            int bytes = Encoding.UTF8.GetByteCount(item) + 1;
            if (text.Length > 0 && bytes > free)
            {
                Numeric(numeric, [.. before, text.ToString()]);
                text.Clear();
            }
            if (text.Length == 0)
            {
                LineWriter line = Begin(numeric);
                foreach (string parameter in before)
                    line.Param(parameter);
                free = line.Trailing("").Free + 1;
            }
            else
                text.Append(separator);
            text.Append(item);
            free -= bytes;
        }
        if (text.Length > 0)
            Numeric(numeric, [.. before, text.ToString()]);
    }

    /// <summary>Begins a numeric whose parameters the caller writes; <see cref="End"/> sends it.</summary>
    public LineWriter Begin(Numeric numeric) => New().Source(serverName).Verb((int)numeric).Param(session.Nickname);

    /// <summary>Begins a numeric about a ban, which clients that know of tags are also told the reason and the end of.</summary>
    /// <remarks>docs/irc.md, "Bans with a reason and an end".</remarks>
    public LineWriter Begin(Numeric numeric, Ban about)
    {
        LineWriter line = New();
        if (session.Has(Capability.MessageTags) && about.Until is { } until)
            line.Tag("parley.chat/until"u8, ServerTime.Of(until));
        if (session.Has(Capability.MessageTags) && about.Reason is { } reason)
            line.Tag("parley.chat/reason"u8, reason);
        return line.Source(serverName).Verb((int)numeric).Param(session.Nickname);
    }

    /// <summary>Begins a numeric of a batch that is open; <see cref="End"/> sends it.</summary>
    public LineWriter BeginInBatch(string reference, Numeric numeric)
        => New().Tag("batch"u8, reference).Source(serverName).Verb((int)numeric).Param(session.Nickname);

    /// <summary>Begins a line from the server whose parameters the caller writes; <see cref="End"/> sends it.</summary>
    public LineWriter Begin(ReadOnlySpan<byte> verb) => New().Source(serverName).Verb(verb);

    /// <summary>Begins a line from somebody whose parameters the caller writes; <see cref="End"/> sends it.</summary>
    public static LineWriter Begin(string source, ReadOnlySpan<byte> verb) => New().Source(source).Verb(verb);

    /// <summary>Sends the line begun.</summary>
    public void End(LineWriter line)
    {
        line.End();
        Append(line.Written);
    }

    /// <summary>What was not done, and why. Refusals become numerics in <see cref="Refusals"/> only.</summary>
    public void Refused(Refusal refusal, params ReadOnlySpan<string> about)
    {
        (Numeric numeric, string text) = Refusals.ToNumeric(refusal);
        LineWriter line = Begin(numeric);
        foreach (string parameter in about)
            line.Param(parameter);
        End(line.Trailing(text));
    }

    /// <summary>A room keeps somebody out, or silent: in the words of <see cref="Refusals"/>, and until when and why.</summary>
    public void Refused(Refusal refusal, Ban? ban, string room)
    {
        if (ban is not { } about || (about.Until is null && about.Reason is null))
        {
            Refused(refusal, room);
            return;
        }
        (Numeric numeric, string text) = Refusals.ToNumeric(refusal);
        string until = about.Until is { } end ? $", until {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "";
        string reason = about.Reason is { } why ? $": {why}" : "";
        End(Begin(numeric, about).Param(room).Trailing($"{text}{until}{reason}"));
    }

    /// <summary>Only operators of the server may do this.</summary>
    public void NeedsServerOperator() => Numeric(Protocol.Numerics.Numeric.ErrNoPrivileges, "Permission Denied- You're not an IRC operator");

    /// <summary>Something the server says to the person and not to the client.</summary>
    public void Notice(string text) => End(Begin("NOTICE"u8).Param(session.Nickname).Trailing(text));

    /// <summary>A standard reply FAIL.</summary>
    public void Fail(string command, string code, string context, string text)
        => Fail(command, code, context.Length > 0 ? [context] : [], text);

    /// <summary>A standard reply NOTE; a notice to clients that do not know of these.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/standard-replies.</remarks>
    public void Note(string command, string code, string context, string text)
    {
        if (session.Has(Capability.StandardReplies))
            End(Begin("NOTE"u8).Param(command).Param(code).Param(context).Trailing(text));
        else
            Notice(text);
    }

    /// <summary>A standard reply FAIL about several things.</summary>
    public void Fail(string command, string code, ReadOnlySpan<string> about, string text)
    {
        LineWriter line = Begin("FAIL"u8).Param(command).Param(code);
        foreach (string one in about)
            line.Param(one);
        End(line.Trailing(text));
    }

    /// <summary>Lines of one verb that belong together, as a batch when the session knows batches.</summary>
    /// <param name="type">The batch's type.</param>
    /// <param name="about">Its parameter. Empty: it has none.</param>
    /// <param name="verb">The verb of each line.</param>
    /// <param name="lines">The parameters of each line; the last may hold spaces.</param>
    /// <remarks>Source: https://ircv3.net/specs/extensions/batch.</remarks>
    public void Batch(string type, string about, ReadOnlySpan<byte> verb, params ReadOnlySpan<string[]> lines)
    {
        // Opened and closed at once, so no other batch of that name is open.
        string? reference = session.Has(Capability.Batch) ? "b" : null;
        if (reference is not null)
            End(about.Length == 0 ? Begin("BATCH"u8).Param("+" + reference).Param(type) : Begin("BATCH"u8).Param("+" + reference).Param(type).Param(about));
        foreach (string[] parameters in lines)
        {
            LineWriter line = (reference is null ? New() : New().Tag("batch"u8, reference)).Source(serverName).Verb(verb);
            foreach (string parameter in parameters[..^1])
                line.Param(parameter);
            End(line.Trailing(parameters[^1]));
        }
        if (reference is not null)
            End(Begin("BATCH"u8).Param("-" + reference));
    }

    /// <summary>The sender's own message, as it went out.</summary>
    public void Echo(Message message)
    {
        LineWriter line = New();
        WireForms.Write(line, message, session.Form);
        Append(line.Written);
    }

    /// <summary>Whole lines, in the form of this session.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (_label is not null)
            session.Outbox.AppendAnswer(lines);
        else if (session.Outbox.Append(lines))
            session.Flushes.Add(session.Outbox);
    }

    /// <summary>In the middle of a long answer: when much waits already, it is sent before more is said, so that asking never fills one's outbox.</summary>
    public Task PaceAsync()
    {
        if (!session.Outbox.IsCrowded)
            return Task.CompletedTask;
        // What earlier commands said to others must not wait until this client reads.
        session.Flushes.Flush();
        return _label is null ? session.Outbox.DrainAsync() : DrainLabelledAsync(_label);
    }

    // What waits goes out as the beginning of a batch that EndLabel closes.
    private async Task DrainLabelledAsync(string label)
    {
        Release(label, _part & ~AnswerPart.Last);
        _part &= ~AnswerPart.First;
        await session.Outbox.DrainAsync();
        session.Outbox.Hold();
    }

    /// <summary>A labelled command begins.</summary>
    public void BeginLabel(string label)
    {
        (_label, _part) = (label, AnswerPart.Whole);
        _lastBatch++;
        session.Outbox.Hold();
    }

    /// <summary>Takes the label from the command that runs, which is answered later.</summary>
    /// <returns>The label. Null: it has none.</returns>
    public string? TakeLabel()
    {
        string? label = _label;
        _label = null;
        if (label is not null && session.Outbox.Release())
            session.Flushes.Add(session.Outbox);
        return label;
    }

    /// <summary>The labelled command, if there is one, has ended.</summary>
    public void EndLabel()
    {
        if (_label is null)
            return;
        Release(_label, _part);
        _label = null;
    }

    private void Release(string label, AnswerPart part)
    {
        byte[] tag = [.. "label="u8, .. Encoding.UTF8.GetBytes(TagEscape.Encode(label))];
        byte[] batch = Encoding.ASCII.GetBytes($"r{_lastBatch}");
        if (session.Outbox.Release(tag, batch, Encoding.UTF8.GetBytes(serverName), part))
            session.Flushes.Add(session.Outbox);
    }

    /// <summary>The line that ends a connection.</summary>
    public static ReadOnlySpan<byte> LastWords(string text)
    {
        // Not the shared writer: a line in it may be what overflowed.
        LineWriter line = new LineWriter().Source("").Verb("ERROR"u8).Trailing(text);
        line.End();
        return line.Written;
    }

    private static LineWriter New()
    {
        LineWriter writer = _writer ??= new LineWriter();
        writer.Clear();
        return writer;
    }
}
