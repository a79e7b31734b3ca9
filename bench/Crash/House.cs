using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Parley.Crash;

/// <summary>A data folder on which one server after another is killed, and what all of them together have promised.</summary>
/// <param name="parley">The program.</param>
/// <param name="data">The data folder.</param>
/// <param name="rooms">How many rooms there are.</param>
/// <param name="senders">How many people speak in each.</param>
/// <param name="random">When what happens.</param>
internal sealed class House(string parley, string data, int rooms, int senders, Random random)
{
    // One in so many is killed before it listens.
    private const int WhileStarting = 6;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan ShortestLoad = TimeSpan.FromMilliseconds(50);

    private readonly StringBuilder _log = new();
    private readonly Dictionary<string, Ledger> _ledgers = Enumerable.Range(1, rooms).Select(n => $"#room{n}").ToDictionary(name => name, name => new Ledger(name));
    private readonly Shelf _shelf = new(data);
    private readonly OwnRoom _own = new(parley, data);

    /// <summary>What all servers have said.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Prepares the folder.</summary>
    public Task FoundAsync() => _own.FoundAsync();

    /// <summary>One server: from its start, over a look at what it finds, to its end under load.</summary>
    /// <returns>What happened, in a line.</returns>
    public async Task<string> RunAsync(int run, TimeSpan longest, CancellationToken stop)
    {
        await using var server = new ServerProcess(parley, port: 0, data, _log, ("PARLEY__Uploads__Anonymous", "true"));
        if (run > 1 && random.Next(WhileStarting) == 0)
        {
            TimeSpan early = LongestStart * random.NextDouble();
            await Task.Delay(early, TimeProvider.System, stop);
            await server.KillAsync();
            return Line(run, $"killed {early.TotalMilliseconds:0} ms after its start");
        }
        int port = await server.ListensAsync();
        await CheckAsync(port);
        TimeSpan lived = ShortestLoad + ((longest - ShortestLoad) * random.NextDouble());
        var load = new Load(port, run, _ledgers, senders, _shelf, _own, random.Next());
        await load.BeginAsync();
        Task loaded = load.RunAsync();
        await Task.WhenAny(loaded, Task.Delay(lived, TimeProvider.System, stop));
        await server.KillAsync();
        await loaded;
        return Line(run, $"killed after {lived.TotalMilliseconds:0} ms under load; acknowledged until now: {_ledgers.Values.Sum(l => l.Echoed)} messages, {_shelf.Stored} files, {_own.Acknowledged} changes of a room");
    }

    /// <summary>One more server, which finds all that was promised and is stopped as people stop servers.</summary>
    public async Task<string> CloseAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await using var server = new ServerProcess(parley, port: 0, data, _log, ("PARLEY__Uploads__Anonymous", "true"));
        int port = await server.ListensAsync();
        await CheckAsync(port);
        await server.StopAsync();
        await CheckDataAsync();
        return $"kept: {_ledgers.Values.Sum(l => l.Echoed)} messages, {_shelf.Stored} files, {_own.Acknowledged} changes of a room";
    }

    private async Task CheckAsync(int port)
    {
        using Person reader = await Person.ComeAsync(port, "reader");
        foreach ((string room, Ledger ledger) in _ledgers)
            ledger.Check(await HistoryOf.ReadAsync(reader, room));
        await _shelf.CheckAsync(port);
        await _own.CheckAsync(port);
    }

    private async Task CheckDataAsync()
    {
        using Process check = Process.Start(new ProcessStartInfo(parley, ["check-data", "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = check.StandardOutput.ReadToEndAsync(), errors = check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        if (check.ExitCode != 0)
            throw new BrokenPromiseException($"check-data says: {await output}{await errors}");
    }

    private static string Line(int run, FormattableString what) => string.Create(CultureInfo.InvariantCulture, $"{run,4}: {what.ToString(CultureInfo.InvariantCulture)}");
}
