using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>What its owner has laid down for its history.</summary>
    public HistoryRules History { get; private set; } = HistoryRules.None;

    /// <summary>Lays down what holds for its history. The owner may.</summary>
    public Refusal SetHistory(Actor by, HistoryRules rules)
    {
        if (WhyNotOwner(by.User) is var refusal and not Refusal.None)
            return refusal;
        History = rules;
        Keep();
        return Refusal.None;
    }

    /// <summary>From when on a member may read what was said here. Null: all of it.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/chathistory#security-considerations: rooms in which newcomers should not see what was said.</remarks>
    public DateTimeOffset? ReadableSince(User user)
        => (History.SinceJoining ?? _rules.IsReadSinceJoining) && _members.TryGetValue(user, out Place? place) ? place.Since : null;
}
