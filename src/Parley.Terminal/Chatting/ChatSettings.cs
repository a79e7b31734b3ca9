using Parley.Client.Connections;

namespace Parley.Terminal.Chatting;

/// <summary>What <c>parley chat</c> was asked for.</summary>
public sealed record ChatSettings
{
    /// <summary>The largest file that is saved without asking, unless set: 100 MiB.</summary>
    public const long DefaultAutoDownload = 100L << 20;

    /// <summary>The server. Default: this computer, the usual port.</summary>
    public ChatAddress Address { get; init; } = new("localhost", ChatAddress.DefaultPort, false, null);

    /// <summary>The nickname; null: the one that is logged in here, else asks for one and offers the login name.</summary>
    public string? Name { get; init; }

    /// <summary>The room to join; null: the server's default room.</summary>
    public string? Room { get; init; }

    /// <summary>The file that keeps what to log in with; null: nothing is kept.</summary>
    public string? Logins { get; init; }

    /// <summary>The folder for files; null: <see cref="Files.DownloadsFolder.Default"/>.</summary>
    public string? Downloads { get; init; }

    /// <summary>The largest file that is saved by itself, in bytes. 0: none is.</summary>
    public long AutoDownload { get; init; } = DefaultAutoDownload;
}
