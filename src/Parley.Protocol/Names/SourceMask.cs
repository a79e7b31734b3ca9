namespace Parley.Protocol.Names;

/// <summary>Who a line is from: <c>nick!user@host</c>, or a server's name.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#message-format.</remarks>
/// <param name="Nickname">The nickname, or the name of a server when there is no user.</param>
/// <param name="Username">The user name, or null.</param>
/// <param name="Host">The host, or null.</param>
public readonly record struct SourceMask(string Nickname, string? Username, string? Host)
{
    /// <summary>Takes a source apart; parts that are missing are null.</summary>
    public static SourceMask Parse(string source)
    {
        int at = source.IndexOf('@');
        string? host = at < 0 ? null : source[(at + 1)..];
        string left = at < 0 ? source : source[..at];
        int bang = left.IndexOf('!');
        return bang < 0 ? new SourceMask(left, null, host) : new SourceMask(left[..bang], left[(bang + 1)..], host);
    }

    /// <summary>The source as it stands on the wire.</summary>
    public override string ToString() => (Username, Host) switch
    {
        (null, null) => Nickname,
        (null, _) => $"{Nickname}@{Host}",
        (_, null) => $"{Nickname}!{Username}",
        _ => $"{Nickname}!{Username}@{Host}",
    };
}
