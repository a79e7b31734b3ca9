using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Parley.Crash;

/// <summary>Ends a loaded server with SIGKILL again and again, and looks each time whether it has kept what it promised.</summary>
internal sealed class CrashCommand : RootCommand
{
    private readonly Option<string> _parley = new("--parley") { DefaultValueFactory = _ => "./parley", Description = "The program." };
    private readonly Option<int> _runs = new("--runs") { DefaultValueFactory = _ => 50, Description = "How often the server is killed." };
    private readonly Option<int> _seed = new("--seed") { DefaultValueFactory = _ => Random.Shared.Next(), Description = "Of the moments; printed, to have the same again." };
    private readonly Option<int> _rooms = new("--rooms") { DefaultValueFactory = _ => 4 };
    private readonly Option<int> _senders = new("--senders") { DefaultValueFactory = _ => 6 };
    private readonly Option<double> _longest = new("--longest") { DefaultValueFactory = _ => 1.5, Description = "The longest time under load, in seconds." };

    public CrashCommand()
        : base("Kills a loaded Parley at random moments, and looks whether it has kept what it acknowledged. Exit code 1: it has not.")
    {
        foreach (Option option in (Option[])[_parley, _runs, _seed, _rooms, _senders, _longest])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult asked, CancellationToken stop)
    {
        int seed = asked.GetValue(_seed), runs = asked.GetValue(_runs);
        string data = Directory.CreateTempSubdirectory("parley-crash-").FullName;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, data in {data}"));
        var house = new House(asked.GetValue(_parley)!, data, asked.GetValue(_rooms), asked.GetValue(_senders), new Random(seed));
        long start = Stopwatch.GetTimestamp();
        try
        {
            await house.FoundAsync();
            for (int run = 1; run <= runs; run++)
                Console.WriteLine(await house.RunAsync(run, TimeSpan.FromSeconds(asked.GetValue(_longest)), stop));
            Console.WriteLine(await house.CloseAsync(stop));
        }
        catch (BrokenPromiseException e)
        {
            // The folder stays, to be looked at.
            await Console.Error.WriteLineAsync($"BROKEN PROMISE: {e.Message}\nThe data are in {data}, the seed was {seed}.\nThe server said:\n{house.Log}");
            return 1;
        }
        Directory.Delete(data, recursive: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{runs} times killed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, and nothing that was acknowledged was lost, changed or doubled."));
        return 0;
    }
}
