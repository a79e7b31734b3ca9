namespace Parley.Crash;

/// <summary>What goes on at a server when it is killed: people speak in all rooms, one listens, a file is on its way, a room is changed.</summary>
/// <param name="port">The server's.</param>
/// <param name="run">Makes the texts of this server different from those of all others.</param>
/// <param name="ledgers">By room.</param>
/// <param name="senders">In each room.</param>
/// <param name="shelf">Where files are remembered.</param>
/// <param name="own">The room that is somebody's.</param>
/// <param name="seed">Of the lengths of what is said and sent.</param>
internal sealed class Load(int port, int run, IReadOnlyDictionary<string, Ledger> ledgers, int senders, Shelf shelf, OwnRoom own, int seed)
{
    // So many messages of one person wait for the server's echo.
    private const int Window = 16;
    private const int LongestText = 300;

    private readonly List<Person> _people = [];
    private Person? _listener;

    /// <summary>Everybody comes.</summary>
    public async Task BeginAsync()
    {
        _listener = await Person.ComeAsync(port, "listener");
        foreach (string room in ledgers.Keys)
            await _listener.JoinAsync(room);
        for (int i = 0; i < senders; i++)
        {
            Person person = await Person.ComeAsync(port, $"sender{i}");
            foreach (string room in ledgers.Keys)
                await person.JoinAsync(room);
            _people.Add(person);
        }
    }

    /// <summary>Goes on until the server ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            await Task.WhenAll([ListenAsync(), .. _people.Select(TalkAsync), shelf.FillAsync(port, seed), own.ChangeAsync(port, run)]);
        }
        finally
        {
            _listener?.Dispose();
            _people.ForEach(person => person.Dispose());
        }
    }

    private async Task ListenAsync()
    {
        while (await _listener!.ReadAsync() is { } line)
            if (line.Verb == "PRIVMSG" && ledgers.TryGetValue(line.Params[0], out Ledger? ledger))
                ledger.Hear(HistoryOf.ToSaid(line));
    }

    private async Task TalkAsync(Person person, int index)
    {
        using var window = new SemaphoreSlim(Window);
        using var gone = new CancellationTokenSource();
        await Task.WhenAll(HearEchoesAsync(person, window, gone), SpeakAsync(person, new Random(seed + index), window, gone.Token));
    }

    private async Task HearEchoesAsync(Person person, SemaphoreSlim window, CancellationTokenSource gone)
    {
        while (await person.ReadAsync() is { } line)
        {
            if (line.Verb == "FAIL")
                throw new BrokenPromiseException($"{person.Nickname} was told: {string.Join(' ', line.Params)}");
            if (line.Verb != "PRIVMSG" || line.Source != person.Nickname)
                continue;
            ledgers[line.Params[0]].Echo(HistoryOf.ToSaid(line));
            window.Release();
        }
        await gone.CancelAsync();
    }

    private async Task SpeakAsync(Person person, Random random, SemaphoreSlim window, CancellationToken gone)
    {
        string[] rooms = [.. ledgers.Keys];
        try
        {
            for (int n = 0; ; n++)
            {
                await window.WaitAsync(gone);
                string room = rooms[random.Next(rooms.Length)], text = $"{run}.{person.Nickname}.{n} {new string('x', random.Next(LongestText))}";
                ledgers[room].Send(text);
                await person.SendAsync($"PRIVMSG {room} :{text}");
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The server was killed, as it should be.
        }
    }
}
