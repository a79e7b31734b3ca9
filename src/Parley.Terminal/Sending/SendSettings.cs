using Parley.Client.Connections;

namespace Parley.Terminal.Sending;

/// <summary>What <c>parley send</c> was asked for. Exactly one of text, standard input and files is sent.</summary>
public sealed record SendSettings
{
    /// <summary>The server.</summary>
    public required ChatAddress Address { get; init; }

    /// <summary>The room or nickname.</summary>
    public required string Target { get; init; }

    /// <summary>The file that keeps what to log in with; null: nothing is kept.</summary>
    public string? Logins { get; init; }

    /// <summary>The nickname; null: the one that is logged in here, else the login name. Another is tried when it is in use.</summary>
    public string? Name { get; init; }

    /// <summary>The text (<c>-m</c>); null: none. Each line is a message.</summary>
    public string? Text { get; init; }

    /// <summary>Whether to send what comes on standard input (<c>-</c>).</summary>
    public bool FromInput { get; init; }

    /// <summary>The files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How long connecting, and each acknowledgement, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
