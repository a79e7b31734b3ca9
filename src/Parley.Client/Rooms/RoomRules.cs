namespace Parley.Client.Rooms;

/// <summary>A room's rules: what those who run it ask of its members. They stand in the room's metadata.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata. No key for it is registered, so it is one of our own.</remarks>
public static class RoomRules
{
    /// <summary>The key.</summary>
    public const string Key = "parley.chat/rules";

    /// <summary>The longest that our server takes by default, in bytes of UTF-8.</summary>
    public const int MaxBytes = 300;
}
