namespace Parley.Client.Messages;

/// <summary>How far a conversation was read, and how much stands behind that.</summary>
/// <remarks>Read is what was said up to a moment by the server's clock, as https://ircv3.net/specs/extensions/read-marker has it. Who says something
/// has read what stands above it.</remarks>
internal sealed class Reading(bool isDirect)
{
    // By so much may a message stand before one that was said earlier.
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _ignored;

    /// <summary>Up to when it was read; null: that is not known, or nothing was.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Whether the server has said that nothing was ever read here.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Whether the person wants it to stay unread; what is seen meanwhile does not count as read.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The messages that were not read.</summary>
    public int Unread { get; private set; }

    /// <summary>Those of them that speak to this user.</summary>
    public int Mentions { get; private set; }

    /// <summary>Whether a message of the conversation was not read.</summary>
    public bool IsUnread(ChatMessage message)
        => message is { IsSaid: true, IsOwn: false, IsIgnored: false } && (Until is { } until ? message.Time > until : !message.IsOld || (isDirect && IsNew));

    /// <summary>A message has come.</summary>
    /// <param name="message">It.</param>
    /// <param name="all">All that are here, with it.</param>
    public void Take(ChatMessage message, IReadOnlyList<ChatMessage> all)
    {
        if (message is { IsSaid: true, IsOwn: true })
        {
            // The time of one that was not sent yet is not the server's.
            DateTimeOffset? at = message.State == MessageState.Sending ? LastReceived(all) : message.Time;
            if (at is { } time && (message.State == MessageState.Sending || !IsHeld))
                MoveTo(time, all);
        }
        else if (IsUnread(message))
        {
            Unread++;
            Mentions += message.IsMention ? 1 : 0;
        }
    }

    /// <summary>Up to when it was seen here; null: it was not.</summary>
    public DateTimeOffset? Seen { get; private set; }

    /// <summary>It was read up to that moment, here. Nothing is read while it is held.</summary>
    /// <returns>Whether that is news for the user's other devices.</returns>
    public bool Read(DateTimeOffset until, IReadOnlyList<ChatMessage> all)
    {
        if (IsHeld || until <= Seen)
            return false;
        Seen = until;
        MoveTo(until, all);
        return true;
    }

    /// <summary>The server says up to when it was read, on whatever device; null: never.</summary>
    public void Told(DateTimeOffset? until, IReadOnlyList<ChatMessage> all)
    {
        IsNew = until is null && Until is null;
        if (IsHeld && until <= _ignored)
            return;
        Seen = until > Seen ? until : Seen;
        if (until is not { } at || !MoveTo(at, all))
            Count(all);
    }

    /// <summary>That message and what follows shall be unread until <see cref="Release"/> and being read again.</summary>
    public void Hold(ChatMessage from, IReadOnlyList<ChatMessage> all)
    {
        (IsHeld, IsNew) = (true, false);
        _ignored = Until > _ignored ? Until : _ignored ?? Until;
        Seen = Until = from.Time - TimeSpan.FromMilliseconds(1);
        Count(all);
    }

    /// <summary>What is seen from now on counts as read.</summary>
    public void Release() => IsHeld = false;

    /// <summary>Counts anew, after messages were taken out or replaced.</summary>
    public void Count(IReadOnlyList<ChatMessage> all)
    {
        (Unread, Mentions) = (0, 0);
        for (int i = all.Count - 1; i >= 0 && !(all[i].IsSaid && all[i].Time < Until - Disorder); i--)
        {
            if (!IsUnread(all[i]))
                continue;
            Unread++;
            Mentions += all[i].IsMention ? 1 : 0;
        }
    }

    private bool MoveTo(DateTimeOffset until, IReadOnlyList<ChatMessage> all)
    {
        if (until <= Until)
            return false;
        (Until, IsHeld, IsNew) = (until, false, false);
        Count(all);
        return true;
    }

    private static DateTimeOffset? LastReceived(IReadOnlyList<ChatMessage> all)
        => all.LastOrDefault(static message => message.IsSaid && message.State is (MessageState.Received or MessageState.Sent))?.Time;
}
