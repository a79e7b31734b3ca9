namespace Parley.Core.Rooms;

/// <summary>Why something was not done. A client's mistake is one of these, never an exception.</summary>
public enum Refusal
{
    /// <summary>Nothing was refused.</summary>
    None,

    /// <summary>There is no such room, or the asker may not know of it.</summary>
    NoSuchRoom,

    /// <summary>There is no such user.</summary>
    NoSuchUser,

    /// <summary>The asker is not in the room.</summary>
    NotMember,

    /// <summary>The one it is about is not in the room.</summary>
    TargetNotMember,

    /// <summary>The one it is about is in the room already.</summary>
    AlreadyMember,

    /// <summary>The asker's rank in the room is too low for this.</summary>
    NeedsOperator,

    /// <summary>The asker may not speak in the room.</summary>
    CannotSend,

    /// <summary>A ban keeps the asker out.</summary>
    Banned,

    /// <summary>Only the invited come in.</summary>
    InviteOnly,

    /// <summary>The room has its limit of members.</summary>
    Full,

    /// <summary>The key is missing or wrong.</summary>
    WrongKey,

    /// <summary>The asker is in as many rooms as one may be.</summary>
    TooManyRooms,

    /// <summary>Only users with an account come in.</summary>
    NeedsAccount,

    /// <summary>Who knocks could as well come in.</summary>
    DoorIsOpen,

    /// <summary>The asker, or anybody, has knocked a moment ago.</summary>
    TooManyKnocks,

    /// <summary>Another room has the name.</summary>
    NameInUse,

    /// <summary>The room keeps its name.</summary>
    CannotRename,

    /// <summary>The room is an account's own already.</summary>
    AlreadyOwned,

    /// <summary>Only the account that owns the room may do this.</summary>
    NotOwner,

    /// <summary>The list of bans, of exceptions or of invitations is full.</summary>
    BanListFull,

    /// <summary>There is no such mode.</summary>
    UnknownMode,

    /// <summary>The mode's parameter is not allowed.</summary>
    InvalidModeParameter,

    /// <summary>The door is shut, and the link by which the asker comes leads here no more.</summary>
    BadInvitation,

    /// <summary>As many links lead into the room as may.</summary>
    TooManyLinks,

    /// <summary>No such link leads into the room, or the asker may not know of it.</summary>
    NoSuchLink,

    /// <summary>As many keys of metadata are set as may be.</summary>
    MetadataFull,

    /// <summary>The key of metadata to be removed is not set.</summary>
    KeyNotSet,

    /// <summary>The room has just been given up, as its last member left. Ask for it again.</summary>
    Gone,
}

/// <summary>What became of a request: a value, or why not.</summary>
public readonly record struct RoomResult<T>(T? Value, Refusal Refusal)
    where T : class
{
    /// <summary>The request was granted.</summary>
    public static implicit operator RoomResult<T>(T value) => new(value, Refusal.None);

    /// <summary>The request was refused.</summary>
    public static implicit operator RoomResult<T>(Refusal refusal) => new(null, refusal);
}
