using System.Globalization;
using Parley.Core.Passkeys;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Connections;

/// <summary>Asks silent clients for a sign of life, and closes those that give none or never finish registering.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#ping-message. One timer for all sessions.</remarks>
internal sealed class Keepalive(ServerState server) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly byte[] _ping = [.. "PING :"u8, .. System.Text.Encoding.UTF8.GetBytes(server.Name), .. "\r\n"u8];
    private ITimer? _timer;

    /// <summary>Begins to look, once a second.</summary>
    public void Start() => _timer = server.Time.CreateTimer(static self => ((Keepalive)self!).Look(), this, Interval, Interval);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        foreach (Session session in server.Sessions.All)
            Look(session);
        server.Addresses.Sweep();
    }

    private void Look(Session session)
    {
        LimitOptions limits = server.Options.Limits;
        TimeSpan silent = server.Time.GetElapsedTime(session.HeardAt);
        if (session.User is null && server.Time.GetElapsedTime(session.Opened) >= PatienceWith(session, limits))
            session.Close("Registration timeout");
        else if (silent >= limits.PingAfter + limits.PingTimeout && session.IsAsked)
            session.Close(string.Create(CultureInfo.InvariantCulture, $"Ping timeout: {limits.PingTimeout.TotalSeconds:0} seconds"));
        else if (silent >= limits.PingAfter && !session.IsAsked)
            Ask(session);
    }

    // People look for the phone with the passkey, and find it or take the password instead. Once is enough.
    private static TimeSpan PatienceWith(Session session, LimitOptions limits)
        => session.WasAskedForPasskey ? limits.Registration + PasskeyChallenge.Lifetime : limits.Registration;

    private void Ask(Session session)
    {
        session.IsAsked = true;
        if (session.Outbox.Append(_ping))
            session.Outbox.Flush();
    }
}
