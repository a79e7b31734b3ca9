namespace Parley.Web.Rooms;

/// <summary>The room in the page's address: <c>/#garden</c> is the room <c>#garden</c>.</summary>
internal static class RoomAddress
{
    /// <summary>The room that an address names, or null.</summary>
    public static string? Read(string address)
    {
        int hash = address.IndexOf('#', StringComparison.Ordinal);
        string name = hash < 0 ? "" : Uri.UnescapeDataString(address[(hash + 1)..]);
        bool allowed = name.Length > 0 && !name.Any(static c => c is ' ' or ',' || char.IsControl(c));
        return allowed ? '#' + name : null;
    }

    /// <summary>The address of a room, relative to the page; null for a room whose name does not begin with <c>#</c>.</summary>
    public static string? Write(string room) => room.StartsWith('#') ? '#' + Uri.EscapeDataString(room[1..]) : null;
}
