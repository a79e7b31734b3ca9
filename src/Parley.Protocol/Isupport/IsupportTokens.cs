namespace Parley.Protocol.Isupport;

/// <summary>Parameters of RPL_ISUPPORT that are Parley's own.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rplisupport-parameters; names of vendors have a slash. Described in docs/irc.md.</remarks>
public static class IsupportTokens
{
    /// <summary>The room that exists always, and that a client joins when nobody has said which: <c>parley.chat/ROOM=#lobby</c>.</summary>
    public const string DefaultRoom = "parley.chat/ROOM";

    /// <summary>A message sent again with the same token is said once (<see cref="Messages.MessageToken"/>), and the ids of what happens in a
    /// room stand in its order.</summary>
    public const string SentOnce = "parley.chat/IDS";

    /// <summary>A value as it stands on the wire: spaces, equals signs and backslashes as <c>\xHH</c>.</summary>
    public static string Escape(string value)
        => value.Replace(@"\", @"\x5C", StringComparison.Ordinal)
            .Replace(" ", @"\x20", StringComparison.Ordinal)
            .Replace("=", @"\x3D", StringComparison.Ordinal);
}
