using System.Collections.Immutable;
using System.Net;
using Parley.Core.Accounts;
using Parley.Core.Metadata;
using Parley.Core.Passkeys;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Server.Commands.Accounts;
using Parley.Server.Connections;
using Parley.Server.Delivery;
using Parley.Server.Replies;

namespace Parley.Server.Sessions;

/// <summary>One connection: what it may, what it has said so far, and what waits to be sent to it.</summary>
internal sealed class Session
{
    private readonly Action _stopReading;
    private int _closed;
    private string? _goodbye;

    /// <param name="id">Its number.</param>
    /// <param name="endpoints">Where it comes from and to.</param>
    /// <param name="sink">Where its lines go.</param>
    /// <param name="context">What all sessions share.</param>
    /// <param name="stopReading">Makes its read loop end. May be called by any thread, holding any lock.</param>
    public Session(SessionId id, SessionEndpoints endpoints, ISink sink, SessionContext context, Action stopReading)
    {
        (Id, Endpoints, _stopReading) = (id, endpoints, stopReading);
        Outbox = new Outbox(sink, context.Limits.Outbox, reason => Close(reason));
        Reply = new Reply(this, context.ServerName);
        Pace = new Pace(context.Limits, endpoints.IsLocal, context.Time);
        Opened = HeardAt = context.Time.GetTimestamp();
    }

    /// <summary>Its number.</summary>
    public SessionId Id { get; }

    /// <summary>Where it comes from and to.</summary>
    public SessionEndpoints Endpoints { get; private set; }

    /// <summary>The address that was counted for it beyond its connection. Null: the connection was counted.</summary>
    public IPAddress? CountedAs { get; private set; }

    /// <summary>What waits to be sent to it.</summary>
    public Outbox Outbox { get; }

    /// <summary>What its commands have touched.</summary>
    public FlushSet Flushes { get; } = new();

    /// <summary>Answers to it.</summary>
    public Reply Reply { get; }

    /// <summary>How fast it may send commands.</summary>
    public Pace Pace { get; private set; }

    /// <summary>What it has said before it was registered.</summary>
    public Introduction Introduction { get; } = new();

    /// <summary>Who it is. Null until it is registered.</summary>
    public User? User { get; set; }

    /// <summary>The name of the account that it has logged in to, before registration or after. Null: none.</summary>
    public string? Account { get; set; }

    /// <summary>The device by whose token it has logged in. Null: it has logged in otherwise, or not.</summary>
    public Device? Device { get; set; }

    /// <summary>When it was last proved that the account's owner is at it, by the password, a passkey or by making the account, as a timestamp of the time provider.
    /// Null: never, as a device's token lets one in and no more.</summary>
    public long? OwnerProved { get; set; }

    /// <summary>Whether that was proved on this connection.</summary>
    public bool IsOwner => OwnerProved is not null;

    /// <summary>The id of the passkey by which that was proved. Null: it was otherwise, or not.</summary>
    public string? PasskeyId { get; set; }

    /// <summary>The passkey that is being made for it. Null: none is.</summary>
    public PasskeyMaking? Passkey { get; set; }

    /// <summary>The exchange of SASL that it is in. Null: none.</summary>
    public SaslExchange? Sasl { get; set; }

    /// <summary>Why nobody is at it. Null: somebody is.</summary>
    public string? Away { get; set; }

    /// <summary>Grows with each time that somebody says whether they are at their session: the greater, the later.</summary>
    public long AwayOrder { get; set; }

    /// <summary>The capabilities it has asked for and got.</summary>
    public Capability Capabilities
    {
        get;
        set
        {
            field = value;
            Outbox.Form = WireForms.Of(value);
        }
    }

    /// <summary>The keys of metadata that it follows. Read by whoever sets one.</summary>
    public ImmutableHashSet<string> Subscriptions { get; set; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether it asked with CAP LS 302 or later, and so hears of new capabilities.</summary>
    public bool KnowsCap302 { get; set; }

    /// <summary>The form in which it wants its lines.</summary>
    public WireForm Form => Outbox.Form;

    /// <summary>The batch that the client has begun to send. Null: none.</summary>
    public Commands.Messages.MultilineBatch? Batch { get; set; }

    /// <summary>When the connection was opened, as a timestamp of the time provider.</summary>
    public long Opened { get; }

    /// <summary>Whether it was asked for a passkey before it was registered, which takes people their time.</summary>
    public bool WasAskedForPasskey { get; set; }

    /// <summary>When something was last heard from it, as a timestamp of the time provider.</summary>
    public long HeardAt { get; set; }

    /// <summary>Whether it has been asked for a sign of life since it was last heard.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Why it was closed. Null: it is open.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>The name by which replies address it.</summary>
    public string Nickname => User?.Nickname ?? Introduction.Nickname ?? "*";

    /// <summary>Whether it has the capability.</summary>
    public bool Has(Capability capability) => (Capabilities & capability) != 0;

    /// <summary>A gateway has said where the client comes from, and that address was counted.</summary>
    public void ComesFrom(IPEndPoint client, bool isSecure, SessionContext context)
    {
        // What the gateway showed for itself is not the client's.
        Endpoints = Endpoints with { Remote = client, IsSecure = isSecure, IsNamed = true, Fingerprint = null };
        Pace = new Pace(context.Limits, Endpoints.IsLocal, context.Time);
        CountedAs = client.Address;
    }

    /// <summary>Nothing says any more that the account's owner is at it.</summary>
    public void IsOwnerNoLonger() => (OwnerProved, PasskeyId) = (null, null);

    /// <summary>Tells the client why it was closed. Not before its name is free: the client may be back at once and want it again.</summary>
    public void SayGoodbye() => Outbox.Finish(Reply.LastWords($"Closing link: {Nickname} ({_goodbye ?? CloseReason})"));

    /// <summary>Ends the session: it is told why, and its read loop sees to the rest. May be called by any thread, holding any lock.</summary>
    /// <param name="reason">Shown to the client and, as its quit message, to others.</param>
    /// <param name="quitMessage">What others are shown instead.</param>
    public void Close(string reason, string? quitMessage = null)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _goodbye = reason;
        CloseReason = quitMessage ?? reason;
        Outbox.Seal();
        // Not here: the read loop would go on inside this call, under whatever locks the caller holds.
        ThreadPool.UnsafeQueueUserWorkItem(static stop => stop(), _stopReading, preferLocal: false);
    }
}

/// <summary>Where a session comes from and to.</summary>
/// <param name="Remote">The client's address. Null: it has none that is known.</param>
/// <param name="Local">The address by which it came. Null likewise.</param>
internal sealed record SessionEndpoints(IPEndPoint? Remote, IPEndPoint? Local)
{
    /// <summary>Whether nobody on the way can read along: it came by TLS, or a proxy or gateway says so.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Whether the client said by which name it called the server, as TLS lets it. True where it could not.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The SHA-256 of the certificate that the client showed for itself, in hexadecimal digits. Null: it showed none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The site whose page it is, if browsers have passkeys there. Null: it is no page, or not of such a site.</summary>
    public RelyingParty? Page { get; init; }

    /// <summary>Whether it comes from this machine; limits per address do not count it.</summary>
    public bool IsLocal => Remote is null || IPAddress.IsLoopback(Remote.Address);

    /// <summary>The address as the host part of a mask.</summary>
    public string Host
    {
        get
        {
            IPAddress address = Remote?.Address ?? IPAddress.Loopback;
            if (address.IsIPv4MappedToIPv6)
                address = address.MapToIPv4();
            string text = address.ToString();
            // A parameter must not begin with a colon: https://modern.ircdocs.horse/#rplwhoisuser-311
            return text.StartsWith(':') ? "0" + text : text;
        }
    }
}

/// <summary>What a client says before it is registered.</summary>
internal sealed class Introduction
{
    /// <summary>PASS's parameter. Null: there was none.</summary>
    public string? Password { get; set; }

    /// <summary>The setting (<see cref="Settings.NetworkOptions.Password"/>) that PASS's parameter was found to fit. Null: none yet.</summary>
    public string? Fitted { get; set; }

    /// <summary>NICK's parameter, found allowed.</summary>
    public string? Nickname { get; set; }

    /// <summary>The nickname that it wanted last and that somebody else has. Null: none.</summary>
    public string? Refused { get; set; }

    /// <summary>USER's first parameter, cleaned.</summary>
    public string? Username { get; set; }

    /// <summary>USER's last parameter.</summary>
    public string RealName { get; set; } = "";

    /// <summary>What it tells of itself.</summary>
    public MetadataSet Metadata { get; } = new();

    /// <summary>Whether capabilities are being negotiated: registration waits for CAP END.</summary>
    public bool IsNegotiating { get; set; }
}
