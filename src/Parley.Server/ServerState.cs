using Microsoft.Extensions.Logging;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Storage;
using Parley.Core.Uploads;
using Parley.Core.Users;
using Parley.Server.Commands.Messages;
using Parley.Server.Commands.Operators;
using Parley.Server.Connections;
using Parley.Server.Delivery;
using Parley.Server.Push;
using Parley.Server.Replies;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server;

/// <summary>The house: who and what is in it.</summary>
internal sealed class ServerState : IAsyncDisposable
{
    private readonly Lazy<PublicAddress> _address;

    public ServerState(ParleyOptions options, IStore store, TimeProvider time, Motd motd, UploadTokens uploadTokens, Lazy<PublicAddress> address, ILogger<Pushes> pushLogger)
    {
        Rehash = new Rehash(this);
        (Options, Store, Time, Motd, UploadTokens, _address) = (options, store, time, motd, uploadTokens, address);
        Started = time.GetUtcNow();
        Addresses = new AddressLimits(options.Limits, time);
        Accounts = new AccountDirectory(store.Accounts, time, () => Options.Accounts.PasswordIterations);
        LoginBackoff = new LoginBackoff(time, store.FailedLogins);
        Registrations = new Quota(options.Accounts.RegistrationsPerHour, time);
        ClientTags = new ClientTags(options.Limits.DeniedTags);
        Cloak = options.Server.HideAddresses ? Cloak.Load(Path.Combine(options.Server.Data ?? DataFolder.Default, "cloak.key")) : null;
        SessionContext = new SessionContext(options.Server.Name, options.Limits, time);
        Fanout = new Fanout(Sessions, ReadMarkers, options.Server.Name);
        Users = new UserDirectory(new FormerNames(options.Limits.FormerNames, time));
        var rules = new RoomRules(IsPermanent: false, options.Limits.RoomsPerUser, options.Limits.Bans)
        {
            MetadataKeys = options.Limits.MetadataKeys,
            IsReadSinceJoining = options.History.Reach == HistoryReach.Joined,
        };
        Residents = new Residents(store.Residents);
        if (options.Push.Enabled)
            Pushes = new Pushes(this, options.Server.Data is { } data ? VapidKey.Load(Path.Combine(data, VapidKey.FileName)) : VapidKey.New(), pushLogger);
        Recording = new Recording(store.Rooms, store.History, store.ReadMarkers, Residents);
        Rooms = new RoomDirectory(options.Rooms.Default, rules, Fanout.NewFeed, room => _ = House.EndBansAsync(this, room), Recording, time);
    }

    /// <summary>The options in force. Some change while the server runs: <see cref="Rehash"/>.</summary>
    public ParleyOptions Options { get; set; }

    /// <summary>What programs show that may command the server. Null: none may.</summary>
    public string? ControlKey { get; set; }

    /// <summary>What outlives connections.</summary>
    public IStore Store { get; }

    public TimeProvider Time { get; }

    public Motd Motd { get; set; }

    /// <summary>What the network is called.</summary>
    public string NetworkName => Options.Network.Name ?? Name;

    /// <summary>What people see in place of addresses. Null: the addresses.</summary>
    public Cloak? Cloak { get; }

    /// <summary>Reads the settings again.</summary>
    public Rehash Rehash { get; }

    /// <summary>When the server started.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>How many connections each address has.</summary>
    public AddressLimits Addresses { get; }

    /// <summary>Takes no message twice.</summary>
    public Resending Resending { get; } = new();

    /// <summary>Which tags of clients go on.</summary>
    public ClientTags ClientTags { get; }

    public string Name => Options.Server.Name;

    /// <summary>What all sessions share.</summary>
    public SessionContext SessionContext { get; }

    public SessionDirectory Sessions { get; } = new();

    public UserDirectory Users { get; }

    public AccountDirectory Accounts { get; }

    /// <summary>What slows down guessing passwords.</summary>
    public LoginBackoff LoginBackoff { get; }

    /// <summary>The accounts that were registered lately, by address.</summary>
    public Quota Registrations { get; }

    /// <summary>Those who stay without a connection.</summary>
    public Residents Residents { get; }

    /// <summary>What is kept of the rooms.</summary>
    public Recording Recording { get; }

    public RoomDirectory Rooms { get; }

    public Fanout Fanout { get; }

    /// <summary>Up to when each user has read what.</summary>
    public IReadMarkers ReadMarkers => Store.ReadMarkers;

    /// <summary>What was said and happened.</summary>
    public IHistory History => Store.History;

    /// <summary>The searches that may run at once: chat goes on meanwhile.</summary>
    public SemaphoreSlim Searches { get; } = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>What connected users upload with.</summary>
    public UploadTokens UploadTokens { get; }

    /// <summary>Tells people what concerns them while nobody looks. Null: the settings are against it.</summary>
    public Pushes? Pushes { get; }

    /// <summary>By which address others reach the server. Known since it listens.</summary>
    public PublicAddress Address => _address.Value;

    /// <summary>Takes up what was when the server was last stopped. Before anybody comes.</summary>
    public async ValueTask StartAsync()
    {
        await LoginBackoff.RestoreAsync();
        Pushes?.Subscriptions.Restore();
        await Residency.RestoreAsync(this);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Pushes is not null)
                await Pushes.DisposeAsync();
        }
        finally
        {
            Residents.Flush();
            await Store.DisposeAsync();
        }
    }
}
