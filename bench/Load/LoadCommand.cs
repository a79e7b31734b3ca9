using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Parley.Load.Crowds;
using Parley.Load.Measures;
using Parley.Load.Scenarios;
using Parley.Load.Wire;

namespace Parley.Load;

/// <summary>The options, what each scenario makes of those that were not given, and the run.</summary>
internal sealed class LoadCommand : RootCommand
{
    private readonly Option<string> _scenario = new("--scenario")
    {
        Required = true,
        Description = "A: one room, paced. B: the same, as fast as it goes. C: rooms of two, as fast as it goes. "
            + "D: rooms of ten, paced. idle: nobody speaks. churn: people come and go.",
    };

    private readonly Option<string> _host = new("--host") { DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> _port = new("--port") { DefaultValueFactory = _ => 6667 };
    private readonly Option<int?> _pid = new("--pid") { Description = "The server's process, to measure its CPU and memory." };
    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 10, Description = "Measured time." };
    private readonly Option<double> _warmup = new("--warmup") { DefaultValueFactory = _ => 5, Description = "Seconds before it." };
    private readonly Option<double> _drain = new("--drain")
    {
        DefaultValueFactory = _ => 15,
        Description = "Seconds that the last messages have to arrive.",
    };

    private readonly Option<int?> _rooms = new("--rooms") { Description = "All scenarios but churn; idle: of ten." };
    private readonly Option<int?> _members = new("--members") { Description = "Of each room. churn: people at a time." };
    private readonly Option<int?> _senders = new("--senders") { Description = "Of each room." };
    private readonly Option<double?> _rate = new("--rate") { Description = "Messages a second, all senders together; A and D." };
    private readonly Option<int?> _window = new("--window")
    {
        Description = "Messages of one sender that not all members have received yet, at most.",
    };

    private readonly Option<int> _bytes = new("--bytes") { DefaultValueFactory = _ => 64, Description = "Length of each text." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one line of JSON." };

    public LoadCommand()
        : base("Loads an IRC server and measures it. Exit code 1: something was not delivered.")
    {
        _scenario.AcceptOnlyFromAmong("A", "B", "C", "D", "idle", "churn");
        _bytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < Payload.MinBytes or > 400)
                result.AddError($"--bytes must be from {Payload.MinBytes} to 400");
        });
        Option[] all =
        [
            _scenario, _host, _port, _pid, _seconds, _warmup, _drain, _rooms, _members, _senders, _rate, _window, _bytes, _json,
        ];
        Array.ForEach(all, Options.Add);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            using var crowd = new Crowd(Resolve(parsed), parsed.GetValue(_bytes));
            Result result = Run(parsed, crowd, new ServerProcess(parsed.GetValue(_pid)));
            Console.WriteLine(parsed.GetValue(_json) ? result.ToJson() : result.ToTable());
            return result.ExitCode;
        }
        catch (Exception e) when (e is LoadException or SocketException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private Result Run(ParseResult parsed, Crowd crowd, ServerProcess server)
    {
        double seconds = parsed.GetValue(_seconds), warmup = parsed.GetValue(_warmup);
        switch (parsed.GetValue(_scenario))
        {
            case "idle":
                return Idle.Run(crowd, parsed.GetValue(_rooms) ?? 200, seconds, server);
            case "churn":
                return new Churn(crowd, parsed.GetValue(_members) ?? 500).Run(warmup, seconds, server);
            default:
                TalkPlan plan = Plan(parsed);
                return new Talk(crowd, plan, Gathering.Gather(crowd, plan.Rooms, plan.Members)).Run(server);
        }
    }

    private TalkPlan Plan(ParseResult parsed)
    {
        string scenario = parsed.GetRequiredValue(_scenario);
        (int rooms, int members, int senders, double? rate, int window) = scenario switch
        {
            "A" => (1, 1000, 10, 100.0, 1000),
            "B" => (1, 1000, 4, default(double?), 64),
            "C" => (500, 2, 2, default(double?), 8),
            _ => (100, 10, 10, 2000.0, 1000),
        };
        members = parsed.GetValue(_members) ?? members;
        return new TalkPlan
        {
            Scenario = scenario,
            Rooms = parsed.GetValue(_rooms) ?? rooms,
            Members = members,
            Senders = Math.Min(parsed.GetValue(_senders) ?? senders, members),
            Rate = rate is null ? null : parsed.GetValue(_rate) ?? rate,
            Window = parsed.GetValue(_window) ?? window,
            TextBytes = parsed.GetValue(_bytes),
            Warmup = parsed.GetValue(_warmup),
            Seconds = parsed.GetValue(_seconds),
            Drain = parsed.GetValue(_drain),
        };
    }

    private IPEndPoint Resolve(ParseResult parsed) =>
        new(Dns.GetHostAddresses(parsed.GetRequiredValue(_host))[0], parsed.GetValue(_port));
}
