using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>Something that happened in a room, for everyone who is there. Events of one room come one at a time, in its order.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who did it.</param>
public abstract record RoomEvent(string Room, Actor By)
{
    /// <summary>Its id, its time, and who did it. A message and a notice of a user carry their own; theirs is empty.</summary>
    public Stamp Stamp { get; internal set; }

    /// <summary>The members whom it concerns. Null: all of them, as nearly always; a message may be for some only, and in an auditorium not all see who comes and goes.</summary>
    public IReadOnlySet<User>? OnlyFor { get; internal set; }
}

/// <summary>Takes a room's events. Called by the room's one writer, so it must not wait and must not call the room.</summary>
public delegate void RoomFeed(RoomEvent happened);

/// <summary>A user came in.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who came.</param>
/// <param name="View">The room as the newcomer finds it, the newcomer included.</param>
public sealed record Joined(string Room, Actor By, RoomView View) : RoomEvent(Room, By);

/// <summary>Somebody wants to see who is here; only that one is shown.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who wants to see.</param>
/// <param name="View">The room as that one may see it.</param>
public sealed record Shown(string Room, Actor By, RoomView View) : RoomEvent(Room, By);

/// <summary>A member has one more session, which is shown the room as if it had just come in.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">The member, by the new session.</param>
/// <param name="View">The room as that session finds it.</param>
public sealed record Attached(string Room, Actor By, RoomView View) : RoomEvent(Room, By);

/// <summary>A member has one session less, and others or none left.</summary>
public sealed record Detached(string Room, Actor By) : RoomEvent(Room, By);

/// <summary>A user left the room.</summary>
public sealed record Parted(string Room, Actor By, string Reason) : RoomEvent(Room, By);

/// <summary>A user was put out of the room.</summary>
public sealed record Kicked(string Room, Actor By, User Target, string Reason) : RoomEvent(Room, By);

/// <summary>A member invited somebody who is not here.</summary>
public sealed record Invited(string Room, Actor By, User Target) : RoomEvent(Room, By);

/// <summary>Somebody who is not let in asks those who run the room for an invitation.</summary>
public sealed record Knocked(string Room, Actor By, string Text) : RoomEvent(Room, By);

/// <summary>The topic is another; empty text: it was cleared.</summary>
public sealed record TopicChanged(string Room, Actor By, string Text) : RoomEvent(Room, By);

/// <summary>The room has another name, and is in everything else what it was.</summary>
/// <param name="Room">The new name.</param>
/// <param name="By">Who renamed it.</param>
/// <param name="Before">The name until now.</param>
/// <param name="Reason">Why. Empty: not said.</param>
/// <param name="ViewFor">The room as that member sees it; good until the feed returns.</param>
public sealed record RoomRenamed(string Room, Actor By, string Before, string Reason, Func<User, RoomView> ViewFor) : RoomEvent(Room, By)
{
    /// <summary>Whether only the case or the composition is another: whoever knows the old name finds the room as before.</summary>
    public bool IsSameName => Protocol.Names.Casemapping.Same(Before, Room);
}

/// <summary>A key of the room's metadata has another value; null: none any more. Only those hear of it who follow the key.</summary>
public sealed record MetadataChanged(string Room, Actor By, string Key, string? Value) : RoomEvent(Room, By);

/// <summary>Modes were changed.</summary>
public sealed record ModesChanged(string Room, Actor By, IReadOnlyList<ModeChange> Changes) : RoomEvent(Room, By);

/// <summary>Something was said.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who said it.</param>
/// <param name="Message">What.</param>
public sealed record Posted(string Room, Actor By, Message Message) : RoomEvent(Room, By);

/// <summary>A message was taken back.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who took it back.</param>
/// <param name="MessageId">Its msgid.</param>
/// <param name="Reason">Why. Empty: not said.</param>
public sealed record Redacted(string Room, Actor By, Guid MessageId, string Reason) : RoomEvent(Room, By);

/// <summary>The last member has left, and the room is no more. Nobody is told.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">Who left last.</param>
/// <param name="WasOpen">Whether anybody could have come in: neither key nor invitation was needed, and the room was in the list of rooms.</param>
public sealed record Ended(string Room, Actor By, bool WasOpen) : RoomEvent(Room, By);

/// <summary>Something happened to a user who is in the room; it concerns each of the user's rooms, and each session hears of it once.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="By">The user.</param>
/// <param name="Notice">What, with the sessions that it concerns so far.</param>
public sealed record UserChanged(string Room, Actor By, UserNotice Notice) : RoomEvent(Room, By)
{
    /// <summary>As what the user is in the room.</summary>
    public Rank Rank { get; init; }
}

/// <summary>What happened to a user.</summary>
/// <param name="stamp">Its id, its time, and the user as others know them until now.</param>
public abstract class UserNotice(Stamp stamp)
{
    /// <summary>Its id, its time, and the user as others knew them until then.</summary>
    public Stamp Stamp => stamp;

    /// <summary>The sessions of the rooms seen so far.</summary>
    public HashSet<SessionId> Audience { get; } = [];
}

/// <summary>The user has gone.</summary>
public sealed class UserQuit(Stamp stamp, string reason) : UserNotice(stamp)
{
    /// <summary>Why, in the user's or the server's words.</summary>
    public string Reason => reason;
}

/// <summary>The user has another name.</summary>
public sealed class UserRenamed(Stamp stamp, string nickname) : UserNotice(stamp)
{
    /// <summary>The nickname that the user has now.</summary>
    public string Nickname => nickname;
}

/// <summary>The user went away or came back.</summary>
public sealed class UserAway(Stamp stamp, string? reason) : UserNotice(stamp)
{
    /// <summary>Why. Null: the user is back.</summary>
    public string? Reason => reason;
}

/// <summary>The user has another real name.</summary>
public sealed class UserRealName(Stamp stamp, string realName) : UserNotice(stamp)
{
    /// <summary>The real name that the user has now.</summary>
    public string RealName => realName;
}

/// <summary>Others see the user with another host.</summary>
public sealed class UserHost(Stamp stamp, string username, string host) : UserNotice(stamp)
{
    /// <summary>The user name.</summary>
    public string Username => username;

    /// <summary>The host that others see now.</summary>
    public string Host => host;
}

/// <summary>The user has logged in to an account, or out of it.</summary>
public sealed class UserAccount(Stamp stamp, string? account) : UserNotice(stamp)
{
    /// <summary>The account's name. Null: logged out.</summary>
    public string? Account => account;
}

/// <summary>A key of the user's metadata has another value.</summary>
public sealed class UserMetadata(Stamp stamp, string key, string? value) : UserNotice(stamp)
{
    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>The value that it has now. Null: none any more.</summary>
    public string? Value => value;
}
