using Parley.Client.Connections;
using Parley.Client.Lines;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client;

public sealed partial class ChatClient
{
    private readonly TaskCompletionSource _online = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _quit = new();
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private TaskCompletionSource _goOn = new();
    private bool _started;
    private bool _leaving;
    private bool _wasOnline;
    private bool _knowsTokens;
    private MultilineLimits? _multiline;
    private long _onlineSince;

    /// <summary>Connects, and stays connected until the cancellation, <see cref="QuitAsync"/> or, without <see cref="ChatClientOptions.Reconnect"/>, the first break.</summary>
    /// <remarks>Call it once. Does not throw for what servers and networks do: <see cref="Problem"/> says how it ended.</remarks>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        _started = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _quit.Token);
        var backoff = new Backoff(Options);
        try
        {
            while (!end.IsCancellationRequested)
            {
                TimeSpan online = await ConnectOnceAsync(end.Token);
                if (end.IsCancellationRequested || _leaving || !Options.Reconnect)
                    break;
                await WaitAsync(backoff.Next(online), end.Token);
            }
        }
        finally
        {
            Ended();
        }
    }

    /// <summary>Completes when it is <see cref="ConnectionState.Online"/> for the first time.</summary>
    /// <exception cref="IOException"><see cref="RunAsync"/> ended before that; the message says why.</exception>
    public Task WhenOnlineAsync(CancellationToken cancellation = default) => _online.Task.WaitAsync(cancellation);

    /// <summary>Tries to connect now instead of at <see cref="RetryAt"/>.</summary>
    public void RetryNow()
    {
        lock (Sync)
            if (State == ConnectionState.Waiting)
                _goOn.TrySetResult();
    }

    /// <summary>The device has a network again, or another one, or was woken: tries to connect now, or asks the server at once whether it is still there.</summary>
    public void NetworkChanged()
    {
        lock (Sync)
        {
            RetryNow();
            Session?.Doubt();
        }
    }

    /// <summary>Says goodbye and ends <see cref="RunAsync"/>; waits until what was sent before has left, but not for ever.</summary>
    public async Task QuitAsync(string reason = "")
    {
        if (!_started || _ended.Task.IsCompleted)
            return;
        bool said = false;
        lock (Sync)
        {
            _leaving = true;
            if (Session is { IsRegistered: true } session)
            {
                session.SendText("QUIT"u8, [], reason);
                said = true;
            }
        }
        // A server answers QUIT by closing the connection; one that does not is left.
        if (said)
            await Task.WhenAny(_ended.Task, Task.Delay(Farewell, Options.Time));
        await _quit.CancelAsync();
        await _ended.Task;
    }

    /// <summary>What the server said with ERROR on this connection, or null.</summary>
    internal string? LastWords { get; set; }

    /// <summary>The server has welcomed us and told what it can do: joins the rooms and sends what waited.</summary>
    internal void Welcomed()
    {
        if (State == ConnectionState.Online || Session is not { IsRegistered: true } session)
            return;
        _conversations.Rekey(session.Features.Fold);
        Problem = null;
        DefaultRoom = session.Features.DefaultRoom ?? DefaultRoom;
        if (Options.Rooms is null && !_wasOnline)
            Want(DefaultRoom);
        _onlineSince = Options.Time.GetTimestamp();
        _wasOnline = true;
        State = ConnectionState.Online;
        if (session.Has(RegistrationLines.Metadata))
            session.Send("METADATA"u8, "*", "SUB", RoomRules.Key);
        foreach (string room in WantedRooms)
            SendJoin(session, room);
        if (AwayText is { } away)
            session.SendText("AWAY"u8, [], away);
        _ = KeepDeviceAsync();
        CatchUps.BeginDirects(session);
        ReadMarkers.AskAll();
        (_knowsTokens, _multiline) = (session.KnowsTokens, session.Multiline);
        Outgoing.Flush(session, Me);
        _online.TrySetResult();
    }

    /// <summary>The server refused the nickname while it does not know us by another.</summary>
    internal void RegistrationNicknameRefused(string nickname, string reason)
    {
        Session session = Session!;
        int tried = session.NicknamesTried++;
        // Parley and Ergo say so of a name that is an account's; a name that somebody just has may be free again.
        bool isClaimed = reason.Contains("reserved", StringComparison.OrdinalIgnoreCase);
        // Coming back, the name may still be held by our own connection that broke: another one for now, and ours again when that is gone.
        if ((Options.TryOtherNicknames || (_wasOnline && !isClaimed)) && tried < 9)
        {
            Nickname = WantedNickname + (tried == 0 ? "_" : (char)('1' + tried));
            session.Send("NICK"u8, Nickname);
            return;
        }
        (Problem, IsNameClaimed, State) = (reason, isClaimed, ConnectionState.NicknameNeeded);
        TellRefusedNickname(nickname, reason);
    }

    private async Task<TimeSpan> ConnectOnceAsync(CancellationToken cancellation)
    {
        var connection = new Connection((Options.Transport ?? Options.Address.CreateTransport)(), Options);
        var line = new Incoming(Options.Time);
        lock (Sync)
        {
            (State, RetryAt, _onlineSince) = (ConnectionState.Connecting, null, 0);
            Changed?.Invoke();
        }
        string problem = await connection.RunAsync(() => Introduce(connection), bytes => Receive(line, bytes), cancellation);
        lock (Sync)
        {
            Session = null;
            // What the server said last tells more than that the connection ended.
            Problem = LastWords ?? problem;
            _conversations.Leave();
            bool comesBack = Options.Reconnect && !_leaving && !cancellation.IsCancellationRequested;
            CatchUps.ConnectionLost(comesBack);
            ReadMarkers.ConnectionLost();
            History.ConnectionLost();
            Outgoing.ConnectionLost(again: comesBack && _knowsTokens);
            Tokens.ConnectionLost();
            AccountConnectionLost();
            Searches.ConnectionLost();
            Questions.ConnectionLost();
            Changed?.Invoke();
            return _onlineSince == 0 ? TimeSpan.Zero : Options.Time.GetElapsedTime(_onlineSince);
        }
    }

    private void Introduce(Connection connection)
    {
        lock (Sync)
        {
            Session = new Session(connection);
            LastWords = null;
            TurnedAway = null;
            Nickname = WantedNickname;
            if (ServerPassword is { } password)
                Session.SendText("PASS"u8, [], password);
            Session.Send("CAP"u8, "LS", "302");
            Session.Send("NICK"u8, Nickname);
            Session.SendText("USER"u8, [RegistrationLines.Username(Nickname), "0", "*"], Options.RealName ?? Nickname);
        }
    }

    private void Receive(Incoming line, ReadOnlyMemory<byte> bytes)
    {
        lock (Sync)
        {
            if (!line.TryRead(bytes) || Session is not { } session)
                return;
            line.Label ??= session.FindBatch(line.Batch)?.Label;
            LineTable.Run(this, session, line);
            // An answer of one line stands in no batch: whatever it says, there will be no other.
            if (line.Batch is null && line.Verb != "BATCH")
                Answered(line.Label);
            Changed?.Invoke();
        }
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellation)
    {
        Task goOn;
        lock (Sync)
        {
            goOn = (_goOn = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (State == ConnectionState.NicknameNeeded)
                delay = Timeout.InfiniteTimeSpan;
            else
                (State, RetryAt) = (ConnectionState.Waiting, Options.Time.GetUtcNow() + delay);
            Changed?.Invoke();
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(goOn, Task.Delay(delay, Options.Time, either.Token));
        await either.CancelAsync();
    }

    private void Ended()
    {
        try
        {
            lock (Sync)
            {
                (State, RetryAt) = (ConnectionState.Offline, null);
                string problem = Problem ?? "Disconnected";
                Outgoing.End(problem);
                _conversations.End(problem);
                Typing.Dispose();
                _online.TrySetException(new IOException(problem));
                _ = _online.Task.Exception; // read, so that it does not count as unobserved when nobody waits
                Changed?.Invoke();
            }
        }
        finally
        {
            // Also when an app's handler throws: who quits waits for it.
            _ended.TrySetResult();
        }
    }
}
