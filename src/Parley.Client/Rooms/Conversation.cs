using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Typing;
using Parley.Protocol.Names;

namespace Parley.Client.Rooms;

/// <summary>A place where messages are: a direct conversation with one person, or a <see cref="ClientRoom"/>.</summary>
public class Conversation : Observable
{
    private string _name;
    private int _unread;
    private int _mentions;
    private DateTimeOffset? _readUntil;

    internal Conversation(string name, string key, ChatClientOptions options)
    {
        _name = name;
        Key = key;
        Messages = new MessageList(options.MessagesKept);
        Typing = new TypingPeople(options.Time);
        Reading = new Reading(isDirect: this is not ClientRoom);
    }

    /// <summary>The room's name, or the nickname of the other.</summary>
    public string Name { get => _name; internal set => Set(ref _name, value); }

    /// <summary>The messages.</summary>
    public MessageList Messages { get; }

    /// <summary>How many messages were said since it was read: those that are here, so there may be more.</summary>
    public int Unread { get => _unread; private set => Set(ref _unread, value); }

    /// <summary>How many of the unread ones speak to this user: name them, or were said to them alone.</summary>
    public int Mentions { get => _mentions; private set => Set(ref _mentions, value); }

    /// <summary>Up to when it was read, on whatever device, by the server's clock. Null: that is not known, or never.</summary>
    public DateTimeOffset? ReadUntil { get => _readUntil; private set => Set(ref _readUntil, value); }

    /// <summary>Whether <see cref="ChatClient.MarkUnread"/> keeps it unread.</summary>
    public bool IsHeldUnread => Reading.IsHeld;

    /// <summary>Whether a message of it was not read yet.</summary>
    public bool IsUnread(ChatMessage message) => Reading.IsUnread(message);

    /// <summary>Whether what was missed here, or was said before, is on its way.</summary>
    public bool IsCatchingUp => CatchUp is not null;

    /// <summary>Whether <see cref="Messages"/> has all that was ever said here, from the first message on.</summary>
    public bool IsWhole { get => field && !Messages.HasDropped; internal set; }

    /// <summary>The message of that id, if it is among <see cref="Messages"/> or lies open in a window; else null.</summary>
    public ChatMessage? Find(string id) => Messages.Find(id) ?? Windows.Select(window => window.Find(id)).FirstOrDefault(found => found is not null);

    /// <summary>What lies open of it.</summary>
    internal List<MessageWindow> Windows { get; } = [];

    /// <summary>Who is typing here.</summary>
    public TypingPeople Typing { get; }

    /// <summary>Whether what that message says stands in an earlier one that is here, which it corrects.</summary>
    public bool IsFolded(ChatMessage message)
        => message.Corrects is { } id && Find(id)?.IsCorrectedBy(message) == true;

    /// <summary>Whether a message is not to be shown: it stands in another, or is from somebody who is ignored.</summary>
    public bool IsHidden(ChatMessage message) => message.IsIgnored || IsFolded(message);

    internal Reading Reading { get; }

    /// <summary>What was said later about its messages.</summary>
    internal Annotations Annotations { get; } = new();

    /// <summary>A correction of our own has reached the server, or failed.</summary>
    internal void CorrectionSettled(ChatMessage correction)
    {
        if (correction is not { State: MessageState.Sent, Id: { } id, Corrects: { } corrected })
            return;
        Annotations.Of(corrected).Correct(new Correction(id, correction.Raw, correction.From, correction.Account, IsOwn: true, correction.Time));
        if (correction.Original?.Correction == correction)
            correction.Original.Correction = null;
    }

    /// <summary>Says what <see cref="Reading"/> has come to.</summary>
    internal void Recount() => (Unread, Mentions, ReadUntil) = (Reading.Unread, Reading.Mentions, Reading.Until);

    internal string Key { get; set; }

    /// <summary>The last message that came again: from whom, and when it was said.</summary>
    /// <remarks>Only the first line of a message of several has its id, and all have its time:
    /// https://ircv3.net/specs/extensions/multiline#fallback.</remarks>
    internal (SourceMask From, DateTimeOffset At)? Repeated { get; set; }

    /// <summary>Gets what was missed here. Null: nothing was, or it is there.</summary>
    internal CatchUp? CatchUp { get; set; }
}
