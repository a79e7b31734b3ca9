namespace Parley.Web.Rooms;

/// <summary>The room in the page's address: <c>/#garden</c> is the room <c>#garden</c>, <c>/#garden/</c> with a msgid a message in it, and
/// <c>/#garden?invite=TOKEN</c> a link that lets in there.</summary>
internal static class RoomAddress
{
    // As servers of ours give them. A room's name may hold a slash, too.
    private const int IdLength = 32;
    private const string InviteMark = "?invite=";

    /// <summary>The room that an address names, or null.</summary>
    public static string? Read(string address)
    {
        string name = Uri.UnescapeDataString(Parts(address).Room);
        bool allowed = name.Length > 0 && !name.Any(static c => c is ' ' or ',' || char.IsControl(c));
        return allowed ? '#' + name : null;
    }

    /// <summary>The id of the message that an address names, or null.</summary>
    public static string? ReadMessage(string address) => Parts(address).Message;

    /// <summary>The token of the link that an address is, or null.</summary>
    public static string? ReadInvite(string address)
        => Parts(address).Token is { Length: > 0 and <= 64 } token && token.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? token : null;

    /// <summary>The address of a room, relative to the page; null for a room whose name does not begin with <c>#</c>.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="messageId">The id of a message in it; null: the room itself.</param>
    public static string? Write(string room, string? messageId = null)
        => room.StartsWith('#') ? '#' + Uri.EscapeDataString(room[1..]) + (messageId is null ? "" : "/" + Uri.EscapeDataString(messageId)) : null;

    /// <summary>The link that lets into a room, relative to the page; null for a room whose name does not begin with <c>#</c>.</summary>
    public static string? WriteInvite(string room, string token) => Write(room) is { } address ? address + InviteMark + token : null;

    private static (string Room, string? Message, string? Token) Parts(string address)
    {
        int hash = address.IndexOf('#', StringComparison.Ordinal);
        string rest = hash < 0 ? "" : address[(hash + 1)..];
        // In a room's own name it is escaped.
        if (rest.IndexOf(InviteMark, StringComparison.Ordinal) is var mark && mark >= 0)
            return (rest[..mark], null, rest[(mark + InviteMark.Length)..]);
        int slash = rest.LastIndexOf('/');
        bool isMessage = slash > 0 && rest.Length - slash - 1 == IdLength && rest.Skip(slash + 1).All(char.IsAsciiHexDigitLower);
        return isMessage ? (rest[..slash], rest[(slash + 1)..], null) : (rest, null, null);
    }
}
