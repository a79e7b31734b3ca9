namespace Parley.Client.Connections;

/// <summary>Where a client stands with its server.</summary>
public enum ConnectionState
{
    /// <summary>Not connected, and not about to be: not started yet, or ended for good.</summary>
    Offline,

    /// <summary>Opening the connection or introducing itself.</summary>
    Connecting,

    /// <summary>The server refused the nickname; waits for <see cref="ChatClient.ChangeNickname"/>.</summary>
    NicknameNeeded,

    /// <summary>Welcomed by the server. Its rooms are being joined or are joined.</summary>
    Online,

    /// <summary>The connection broke; tries again at <see cref="ChatClient.RetryAt"/>.</summary>
    Waiting,
}
