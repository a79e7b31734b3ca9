using System.Globalization;
using System.Text;
using Parley.Client.Connections;
using Parley.Client.Lines;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;

namespace Parley.Client.Messages;

/// <summary>Own messages that the server has not acknowledged, in the order they were sent.</summary>
/// <remarks>
/// How a message is acknowledged: by its echo (echo-message), found by its label (labeled-response), by its token or by its text; with labels
/// alone by ACK, or by whatever else the server answers, as services do; without either by the answer to a ping that was sent right behind
/// it. A message that was on its way when the connection broke is sent again to a server that says it once however often it comes
/// (<see cref="Session.KnowsTokens"/>), or is found in the history; for any other server it fails: sending it again by itself might say it
/// twice. So does one to a service: it is a command, and may hold a password.
/// </remarks>
internal sealed class Outgoing
{
    private const string NoLines = "The server takes no message of several lines any more";
    private const string Lost = "The connection broke before the server confirmed it";

    private readonly List<Pending> _pending = [];
    private long _number;
    private bool _labels;
    private bool _ordered;

    /// <summary>How many were not yet written to a connection.</summary>
    public int WaitingCount => _pending.Count(one => !one.Written);

    public void Add(Conversation conversation, ChatMessage message) => _pending.Add(new Pending(conversation, message));

    /// <summary>Writes what waits.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="me">Our mask.</param>
    public void Flush(Session session, SourceMask me)
    {
        (_labels, _ordered) = (session.Has(Capability.LabeledResponse), session.Features.KnowsTokens);
        foreach (Pending pending in _pending.Where(one => one.IsUncertain && !session.KnowsTokens).ToArray())
            Settle(pending, Lost);
        string number = "";
        foreach (Pending pending in _pending.Where(one => !one.Written).ToArray())
        {
            number = "m" + (++_number).ToString(CultureInfo.InvariantCulture);
            (pending.Written, pending.IsUncertain, pending.Mark) = (true, false, number);
            if (!TryWrite(session, me, pending.Message, number))
                Settle(pending, NoLines);
        }
        if (number.Length > 0 && !_labels)
            session.SendText("PING"u8, [], number);
    }

    private bool TryWrite(Session session, SourceMask me, ChatMessage message, string number)
    {
        var tags = new LineTags(_labels ? number : null, session.KnowsTokens ? message.Token : null) { ReplyTo = message.ReplyTo, Corrects = message.Corrects };
        int bytes = Session.TextBytes(me, message.Target);
        if (message.Kind == MessageKind.Action)
            session.SendText("PRIVMSG"u8, [message.Target], $"\u0001ACTION {message.Raw}\u0001", tags);
        else if (!message.Raw.Contains('\n') && (session.Multiline is null || Encoding.UTF8.GetByteCount(message.Raw) <= bytes))
            session.SendText("PRIVMSG"u8, [message.Target], message.Raw, tags);
        else if (session.Multiline is not null)
            WriteLines(session, message, tags, number, bytes);
        else
            return false;
        return true;
    }

    // https://ircv3.net/specs/extensions/multiline: all tags stand at the batch.
    private static void WriteLines(Session session, ChatMessage message, in LineTags tags, string reference, int bytes)
    {
        session.Send(tags, "BATCH"u8, "+" + reference, SaidInLines.BatchType, message.Target);
        foreach ((string line, bool goesOn) in MultilineSplitter.ToWire(message.Raw, bytes))
            session.SendText("PRIVMSG"u8, [message.Target], line, new LineTags { Batch = reference, IsGoingOn = goesOn });
        session.Send("BATCH"u8, "-" + reference);
    }

    /// <summary>Whether a line is the echo of a message that waits for it; settles that, behind what its conversation has missed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="raw">What it says.</param>
    /// <param name="own">Whether it is from ourselves. One that we sent under another name, over a connection that broke, is not.</param>
    /// <param name="fold">Makes the key of a name.</param>
    public bool Echoed(Said line, MessageKind kind, string raw, bool own, Func<string, string> fold)
    {
        string? token = line.Token;
        Pending? pending = Labeled(line.Label);
        if (!own && pending?.Message.Token != token)
            return false;
        if (pending is null && own && token is not null)
            pending = _pending.Find(one => one.Message.Token == token);
        if (pending is null && own)
        {
            string target = fold(line.Target);
            pending = _pending.Find(one
                => one is { Written: true, IsEchoed: false } && one.Message.Kind == kind && one.Message.Raw == raw && fold(one.Message.Target) == target);
            // With labels an echo without one is of another session of the same user; or it is what we get because we wrote to ourselves.
            if (_labels && (pending is null || target != fold(line.From.Nickname)))
                return false;
        }
        if (pending is null)
            return false;
        pending.IsEchoed = true;
        (string? id, DateTimeOffset time) = (line.Id, line.Time);
        if (pending.Conversation.CatchUp is { } catchUp)
            catchUp.Hold(() => Settle(pending, id, time));
        else
            Settle(pending, id, time);
        return true;
    }

    /// <summary>Whether a message of the history is one that waits for its echo; settles that.</summary>
    public bool Found(Conversation conversation, string token, ChatMessage found)
    {
        Pending? pending = _pending.Find(one => one.Message.Token == token && one.Conversation == conversation);
        if (pending is null)
            return false;
        Settle(pending, found.Id, found.Time);
        return true;
    }

    /// <summary>The server has answered the request of that label without a refusal.</summary>
    public void Acknowledged(string? label)
    {
        if (Labeled(label) is { IsEchoed: false } pending)
            Settle(pending, null);
    }

    /// <summary>The server has answered a ping: what was written before it has arrived.</summary>
    public void Passed(string mark)
    {
        int last = _pending.FindIndex(one => one.Written && one.Mark == mark);
        foreach (Pending pending in _pending.Take(last + 1).Where(one => !one.IsEchoed).ToArray())
            Settle(pending, null);
    }

    /// <summary>Whether a refusal is one of a message here; that message then fails.</summary>
    /// <param name="label">The label of the refused request, or null.</param>
    /// <param name="isTarget">Without a label: whether a target is the one that the refusal names.</param>
    /// <param name="reason">For people to read.</param>
    /// <param name="code">The numeric, or the code of a standard reply.</param>
    /// <param name="terms">Of the ban that silences its sender; null: there is none.</param>
    public bool Refused(string? label, Predicate<string> isTarget, string reason, string? code = null, BanTerms? terms = null)
    {
        Pending? pending = label is null ? _pending.Find(one => one.Written && isTarget(one.Message.Target)) : Labeled(label);
        if (pending is null)
            return false;
        (pending.Message.FailureCode, pending.Message.FailureTerms) = (code, terms);
        Settle(pending, reason);
        return true;
    }

    /// <summary>The connection broke.</summary>
    /// <param name="again">Whether what was on its way may be sent again over the next one.</param>
    public void ConnectionLost(bool again)
    {
        foreach (Pending pending in _pending.Where(one => one.Written).ToArray())
            if (again && !IsService(pending.Message.Target))
                (pending.Written, pending.IsUncertain, pending.IsEchoed, pending.Mark) = (false, true, false, "");
            else
                Settle(pending, Lost);
    }

    /// <summary>There will be no other connection.</summary>
    public void End(string problem)
    {
        foreach (Pending pending in _pending.ToArray())
            Settle(pending, pending.IsUncertain ? Lost : problem);
    }

    // NickServ and its like: nothing else tells them from people before they have answered.
    private static bool IsService(string target) => target.Split('@')[0].EndsWith("Serv", StringComparison.OrdinalIgnoreCase);

    private Pending? Labeled(string? label) => label is null ? null : _pending.Find(one => one.Mark == label);

    private void Settle(Pending pending, string? failure)
    {
        if (!_pending.Remove(pending))
            return;
        pending.Conversation.Messages.Settle(pending.Message, failure);
        pending.Conversation.CorrectionSettled(pending.Message);
    }

    private void Settle(Pending pending, string? id, DateTimeOffset time)
    {
        (pending.Message.Id, pending.Message.Time, pending.Message.Order) = (id, time, _ordered ? id : null);
        Settle(pending, null);
    }

    private sealed class Pending(Conversation conversation, ChatMessage message)
    {
        public Conversation Conversation { get; } = conversation;

        public ChatMessage Message { get; } = message;

        public bool Written { get; set; }

        /// <summary>Whether a connection that broke may have brought it to the server.</summary>
        public bool IsUncertain { get; set; }

        /// <summary>Whether its echo has come and waits for what its conversation has missed.</summary>
        public bool IsEchoed { get; set; }

        /// <summary>Its label, or the text of the ping behind it.</summary>
        public string Mark { get; set; } = "";
    }
}
