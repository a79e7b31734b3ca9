using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Core.Uploads;
using Parley.Server.Connections;
using Parley.Server.Connections.Tls;
using Parley.Server.Control;
using Parley.Server.Http;
using Parley.Server.Push;
using Parley.Server.Replies;
using Parley.Server.Sessions;
using Parley.Server.Settings;
using Parley.Server.Uploads;

namespace Parley.Server;

/// <summary>The chat server: one port for IRC, IRC in WebSocket, and HTTP.</summary>
public sealed partial class ParleyServer : IAsyncDisposable
{
    // Stop has 10 s in all, for clients to read why and for running transfers to end.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(6);

    // Less is put right by the network's time, and nobody notices.
    private static readonly TimeSpan LongBehind = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly Keepalive _keepalive;
    private ITimer? _sweep;
    private readonly ILogger<ParleyServer> _log;

    private ParleyServer(WebApplication app)
    {
        _app = app;
        State = app.Services.GetRequiredService<ServerState>();
        _keepalive = app.Services.GetRequiredService<Keepalive>();
        _log = app.Services.GetRequiredService<ILogger<ParleyServer>>();
    }

    /// <summary>The addresses on which it listens, once it has started.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; private set; } = [];

    /// <summary>The house.</summary>
    internal ServerState State { get; }

    /// <summary>Reads the settings once more, when an operator asks for it. Null: they stay as they are, and only files are read again.</summary>
    public Func<SettingsResult>? ReadSettings
    {
        get => State.Rehash.Read;
        set => State.Rehash.Read = value;
    }

    /// <summary>Prepares a server.</summary>
    /// <param name="options">Found valid.</param>
    /// <param name="store">What outlives connections; the server's from now on. Null: nothing does.</param>
    /// <param name="logging">Where logs go. Null: nowhere.</param>
    /// <param name="time">The clock. Null: the system's.</param>
    /// <exception cref="IOException">The certificate or the file of the message of the day cannot be read, or the data folder not be used.</exception>
    public static ParleyServer Create(ParleyOptions options, IStore? store = null, Action<ILoggingBuilder>? logging = null, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        logging?.Invoke(builder.Logging);
        builder.Services.AddSingleton(options);
        IStore kept = store ?? InMemory(options.History, time ?? TimeProvider.System);
        var clock = new SteadyClock(time ?? TimeProvider.System, kept.History.Latest);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(clock);
        Motd motd = Motd.Load(options.Server.Motd);
        builder.Services.AddSingleton(services => new ServerState(
            options,
            kept,
            clock,
            motd,
            services.GetRequiredService<UploadTokens>(),
            new Lazy<PublicAddress>(services.GetRequiredService<PublicAddress>),
            services.GetRequiredService<ILogger<Pushes>>()));
        builder.Services.AddSingleton(options.Limits);
        builder.Services.AddSingleton<ProxyDoor>();
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddSingleton<TlsDoor>();
        builder.Services.AddSingleton<Admission>();
        builder.Services.AddSingleton<Keepalive>();
        builder.Services.AddSingleton<SessionRunner>();
        builder.Services.AddSingleton<IrcConnections>();
        builder.Services.AddSingleton<WebSocketConnections>();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        builder.Services.Configure<SocketTransportOptions>(transport =>
        {
            transport.UnsafePreferInlineScheduling = true;
            // Costs an idle connection 4 kB, and saves each read a system call and a turn through the runtime's queues.
            transport.WaitForDataBeforeAllocatingBuffer = false;
            transport.CreateBoundListenSocket = ListenSocket.Bind;
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.AddHttp(options);
        WebApplication app = builder.Build();
        // Who names a certificate that cannot be used should hear of it now, and not from the first who come.
        if (options.Tls.Certificate is not null)
            _ = app.Services.GetRequiredService<ServerCertificate>().Get();
        app.MapHttp();
        UploadFolder files = app.Services.GetRequiredService<UploadFolder>();
        // The disk may take its time, and who says so has better things to do.
        kept.History.FileForgotten += id => Task.Run(() => files.Remove(id));
        return new ParleyServer(app);
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">An address is taken; the message says which.</exception>
    /// <exception cref="StorageException">What is kept cannot be read.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">An address is not of this machine, or may not be used.</exception>
    public async Task StartAsync(CancellationToken stop = default)
    {
        RemoveControl();
        if (_app.Services.GetRequiredService<SteadyClock>().Behind is var behind && behind > LongBehind)
            LogClockBehind(behind);
        await OpenAsync();
        await _app.StartAsync(stop);
        Endpoints = [.. _app.Urls.Select(ToEndpoint)];
        _keepalive.Start();
        State.Pushes?.Start();
        _sweep = State.Time.CreateTimer(static state => _ = Residency.SweepAsync((ServerState)state!), State, Residency.SweepEvery, Residency.SweepEvery);
        OpenControl();
    }

    /// <summary>Takes up what was when the server was last stopped, and listens nowhere: enough for <see cref="AskAsync"/>.</summary>
    public ValueTask OpenAsync() => State.StartAsync();

    /// <summary>Does what the one who runs the server asks.</summary>
    public Task<ControlAnswer<TAnswer>> AskAsync<TQuestion, TAnswer>(ControlCommand<TQuestion, TAnswer> command, TQuestion question)
        where TQuestion : notnull
        => command.RunAsync(State, question);

    /// <summary>Stops accepting, tells everyone, lets running transfers end, within 10 seconds.</summary>
    public async Task StopAsync(CancellationToken stop = default)
    {
        // Kestrel stops accepting first, then waits for its connections to end, which they do as their sessions are closed.
        RemoveControl();
        State.Recording.End();
        Task stopped = _app.StopAsync(stop);
        foreach (Session session in State.Sessions.All)
            session.Close("Server shutting down");
        await stopped;
    }

    /// <summary>Stops without ceremony what has not been stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        RemoveControl();
        _keepalive.Dispose();
        _sweep?.Dispose();
        await _app.DisposeAsync();
    }

    private void OpenControl()
    {
        if (State.Options.Server.Data is not { } data)
            return;
        var control = ControlFile.For(Endpoints);
        try
        {
            control.Write(data);
            State.ControlKey = control.Key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // People can chat all the same.
            LogNoControl(e.Message);
        }
    }

    private void RemoveControl()
    {
        State.ControlKey = null;
        if (State.Options.Server.Data is { } data)
            ControlFile.Delete(data);
    }

    [LoggerMessage(171, LogLevel.Warning, "No command such as \"parley account\" can reach this server: {Reason}")]
    private partial void LogNoControl(string reason);

    [LoggerMessage(172, LogLevel.Warning, "This computer's clock is {Behind} behind the last message that is kept. Until it has caught up, what is said gets the "
        + "time of that message. Look whether the clock is right.")]
    private partial void LogClockBehind(TimeSpan behind);

    private static MemoryStore InMemory(HistoryOptions kept, TimeProvider time)
        => new(new HistoryBounds(kept.Messages > 0 ? Math.Min(kept.Messages, kept.Items) : kept.Items, kept.ToRetention().Age, kept.Memory), time);

    private static void Listen(KestrelServerOptions kestrel, ParleyOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        foreach (string address in options.Server.Listen)
            kestrel.Listen(IPEndPoint.Parse(address), UseSniffer);
    }

    private static void UseSniffer(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        IServiceProvider services = listen.ApplicationServices;
        IrcConnections irc = services.GetRequiredService<IrcConnections>();
        ProxyDoor door = services.GetRequiredService<ProxyDoor>();
        Admission admission = services.GetRequiredService<Admission>();
        listen.Use(http =>
        {
            var sniffer = new PortSniffer(irc.RunAsync, http, services.GetRequiredService<TlsDoor>(), services.GetRequiredService<LimitOptions>().Registration,
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<PortSniffer>>());
            return connection => door.RunAsync(connection, real => admission.RunAsync(real, sniffer.RunAsync));
        });
    }

    private static IPEndPoint ToEndpoint(string url)
    {
        var uri = new Uri(url);
        return new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port);
    }
}
