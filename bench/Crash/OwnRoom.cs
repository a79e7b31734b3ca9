using System.Diagnostics;
using System.Globalization;

namespace Parley.Crash;

/// <summary>A room that is an account's own, and what was set in it: topic, modes and bans.</summary>
/// <remarks>What was set counts as acknowledged once a message that was sent after it has come back.</remarks>
/// <param name="parley">The program.</param>
/// <param name="data">The data folder.</param>
internal sealed class OwnRoom(string parley, string data)
{
    private const string Room = "#own";
    private const string Owner = "founder";
    private const string Password = "correct-horse";

    // The room's list of bans is bounded.
    private const int MostBans = 20;

    // The last change that was sent, and those that were acknowledged.
    private readonly SortedSet<int> _acknowledged = [];
    private int _set;

    /// <summary>How many changes of the room were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Makes the account, as the one who runs the server does.</summary>
    public async Task FoundAsync()
    {
        var start = new ProcessStartInfo(parley, ["account", "add", Owner, "--data", data]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process add = Process.Start(start)!;
        await add.StandardInput.WriteLineAsync(Password);
        await add.WaitForExitAsync();
        if (add.ExitCode != 0)
            throw new BrokenPromiseException("The account could not be made.");
    }

    /// <summary>Changes the room again and again, until the server ends.</summary>
    public async Task ChangeAsync(int port, int run)
    {
        try
        {
            using Person owner = await Person.ComeAsync(port, Owner, Password);
            await owner.JoinAsync(Room);
            if (_acknowledged.Count == 0)
                await owner.SendAsync($"PRIVMSG ChanServ :REGISTER {Room}", $"MODE {Room} +mtl 77");
            while (true)
            {
                int change = ++_set;
                await owner.SendAsync(
                    $"TOPIC {Room} :topic {change}", $"MODE {Room} +b {Ban(change)}", $"MODE {Room} -b {Ban(change - MostBans)}", $"PRIVMSG {Room} :{run}.{change}");
                await owner.AwaitAsync(line => line.Verb == "PRIVMSG" && line.Params[0] == Room && line.Params[1] == $"{run}.{change}");
                _acknowledged.Add(change);
            }
        }
        catch (IOException)
        {
            // The server was killed, as it should be.
        }
    }

    /// <summary>Looks whether the room is as it was set.</summary>
    public async Task CheckAsync(int port)
    {
        if (_acknowledged.Count == 0)
            return;
        using Person owner = await Person.ComeAsync(port, Owner, Password);
        await owner.SendAsync($"JOIN {Room}", $"TOPIC {Room}", $"MODE {Room}", $"MODE {Room} b", $"NAMES {Room}", "PRIVMSG ChanServ :INFO " + Room, "PING end");
        List<Line> lines = await owner.CollectAsync(line => line.Verb == "PONG");
        int topic = lines.Where(line => line.Verb == "332").Select(line => int.Parse(line.Params[2].Split(' ')[1], CultureInfo.InvariantCulture)).FirstOrDefault();
        string modes = string.Join(' ', lines.Where(line => line.Verb == "324").SelectMany(line => line.Params.Skip(2)));
        HashSet<string> bans = [.. lines.Where(line => line.Verb == "367").Select(line => line.Params[2])];
        Promise(topic >= _acknowledged.Max && topic <= _set, $"has topic {topic}, and was acknowledged to have {_acknowledged.Max} (set was {_set})");
        Promise(modes.Contains('m') && modes.Contains("77", StringComparison.Ordinal), $"has the modes {modes}");
        // The last ones may have been taken off by what was not acknowledged any more.
        foreach (int ban in _acknowledged.Where(ban => ban > _set - MostBans))
            Promise(bans.Contains(Ban(ban)), $"has lost the ban {Ban(ban)}");
        Promise(lines.Any(line => line.Verb == "NOTICE" && line.Params[^1] == $"Founder: {Owner}"), "has no founder");
        Promise(lines.Any(line => line.Verb == "353" && line.Params[^1].Split(' ').Any(name => name.EndsWith(Owner, StringComparison.Ordinal) && name != Owner)), "gives its founder no rank");
    }

    private static string Ban(int change) => $"*!*@ban{change}.example";

    private static void Promise(bool isKept, string problem)
    {
        if (!isKept)
            throw new BrokenPromiseException($"{Room} {problem}.");
    }
}
