using System.Globalization;
using Parley.Client.Connections;
using Parley.Client.Lines;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Client.Messages;

/// <summary>Own messages that the server has not acknowledged, in the order they were sent.</summary>
/// <remarks>
/// How a message is acknowledged: by its echo (echo-message), found by its label (labeled-response) or by its text; with labels alone by
/// ACK; without either by the answer to a ping that was sent right behind it. A message that was on its way when the connection broke
/// fails: sending it again by itself might say it twice.
/// </remarks>
internal sealed class Outgoing(Action<Conversation, ChatMessage, string?> settle)
{
    private const string Lost = "The connection broke before the server confirmed it";

    private readonly List<Pending> _pending = [];
    private long _number;
    private bool _labels;

    /// <summary>How many were not yet written to a connection.</summary>
    public int WaitingCount => _pending.Count(one => !one.Written);

    public void Add(Conversation conversation, ChatMessage message) => _pending.Add(new Pending(conversation, message));

    /// <summary>Writes what waits.</summary>
    public void Flush(Session session)
    {
        _labels = session.Has(Capability.LabeledResponse);
        string number = "";
        foreach (Pending pending in _pending.Where(one => !one.Written))
        {
            number = "m" + (++_number).ToString(CultureInfo.InvariantCulture);
            (pending.Written, pending.Mark) = (true, number);
            ChatMessage message = pending.Message;
            string text = message.Kind == MessageKind.Action ? $"\u0001ACTION {message.Raw}\u0001" : message.Raw;
            session.SendText("PRIVMSG"u8, [message.Target], text, _labels ? number : null);
        }
        if (number.Length > 0 && !_labels)
            session.SendText("PING"u8, [], number);
    }

    /// <summary>Whether a line from ourselves is the echo of a message that waits for it; settles that.</summary>
    public bool Echoed(Incoming line, MessageKind kind, string raw, Func<string, string> fold)
    {
        Pending? pending = Labeled(line.Label);
        if (pending is null)
        {
            string target = fold(line[0]);
            pending = _pending.Find(one => one.Written && one.Message.Kind == kind && one.Message.Raw == raw && fold(one.Message.Target) == target);
            // With labels an echo without one is of another session of the same user; or it is what we get because we wrote to ourselves.
            if (_labels)
                return pending is not null && target == fold(line.From.Nickname);
        }
        if (pending is null)
            return false;
        pending.Message.Id = line.Id;
        pending.Message.Time = line.Time;
        Settle(pending, null);
        return true;
    }

    /// <summary>The server has answered the request of that label without a refusal.</summary>
    public void Acknowledged(string? label)
    {
        if (Labeled(label) is { } pending)
            Settle(pending, null);
    }

    /// <summary>The server has answered a ping: what was written before it has arrived.</summary>
    public void Passed(string mark)
    {
        int last = _pending.FindIndex(one => one.Written && one.Mark == mark);
        foreach (Pending pending in _pending.Take(last + 1).ToArray())
            Settle(pending, null);
    }

    /// <summary>Whether a refusal is one of a message here; that message then fails.</summary>
    /// <param name="label">The label of the refused request, or null.</param>
    /// <param name="isTarget">Without a label: whether a target is the one that the refusal names.</param>
    /// <param name="reason">For people to read.</param>
    public bool Refused(string? label, Predicate<string> isTarget, string reason)
    {
        Pending? pending = label is null ? _pending.Find(one => one.Written && isTarget(one.Message.Target)) : Labeled(label);
        if (pending is null)
            return false;
        Settle(pending, reason);
        return true;
    }

    /// <summary>The connection broke.</summary>
    public void ConnectionLost()
    {
        foreach (Pending pending in _pending.Where(one => one.Written).ToArray())
            Settle(pending, Lost);
    }

    /// <summary>There will be no other connection.</summary>
    public void End(string problem)
    {
        foreach (Pending pending in _pending.ToArray())
            Settle(pending, problem);
    }

    private Pending? Labeled(string? label) => label is null ? null : _pending.Find(one => one.Mark == label);

    private void Settle(Pending pending, string? failure)
    {
        _pending.Remove(pending);
        settle(pending.Conversation, pending.Message, failure);
    }

    private sealed class Pending(Conversation conversation, ChatMessage message)
    {
        public Conversation Conversation { get; } = conversation;

        public ChatMessage Message { get; } = message;

        public bool Written { get; set; }

        /// <summary>Its label, or the text of the ping behind it.</summary>
        public string Mark { get; set; } = "";
    }
}
