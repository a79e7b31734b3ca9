using Parley.Client.Accounts;
using Parley.Client.Connections;

namespace Parley.Client;

/// <summary>How a client connects and what it calls itself.</summary>
public sealed record ChatClientOptions
{
    /// <summary>The server.</summary>
    public required ChatAddress Address { get; init; }

    /// <summary>The nickname to ask for.</summary>
    public required string Nickname { get; init; }

    /// <summary>What to log in with; null: comes as a guest.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>What this device is called in the account's list of devices. Null: it asks for no token, and a password is given anew each time.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Derives keys from passwords, for SCRAM. Null: that cannot be done here, and passwords are sent as they are.</summary>
    public DeriveKey? DeriveKey { get; init; } = KeyDerivation.OnThreadPool;

    /// <summary>The real name that others see; null: the nickname.</summary>
    public string? RealName { get; init; }

    /// <summary>The word that the server wants of everybody (PASS); null: none.</summary>
    public string? ServerPassword { get; init; }

    /// <summary>The rooms to join. Null: the server's default room.</summary>
    public IReadOnlyList<string>? Rooms { get; init; }

    /// <summary>Makes a connection's transport; null: <see cref="ChatAddress.CreateTransport"/>.</summary>
    public Func<ITransport>? Transport { get; init; }

    /// <summary>Whether to try <c>name_</c> and <c>name2</c> when the nickname is in use, before the app is asked.</summary>
    public bool TryOtherNicknames { get; init; }

    /// <summary>Whether to connect again when the connection breaks or cannot be made.</summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>How long after its last answer the server is asked again whether it is still there. Below the usual 60 s of home routers' tables.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long it may then take to answer (four times as long while it says other things), and how long opening a connection may take.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages kept in memory for each conversation.</summary>
    public int MessagesKept { get; init; } = 5000;

    /// <summary>The name and version told to those who ask (CTCP VERSION).</summary>
    public string Version { get; init; } = "Parley";

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the jitter comes from.</summary>
    public Random Random { get; init; } = Random.Shared;
}
