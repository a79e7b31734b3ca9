using Parley.Testing;

namespace Parley.Server.Tests.Commands.Server;

/// <summary>MOTD, LUSERS, VERSION, TIME and ISUPPORT. Source: https://modern.ircdocs.horse/#server-queries-and-commands.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task LUSERS_counts()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await alice.SendAsync("QUIT");
        await bob.SkipToAsync(line => line.Contains(" QUIT ", StringComparison.Ordinal));
        WireClient silent = await server.ConnectAsync();
        await silent.SendAsync("PING x");
        await silent.ReadAsync();

        await bob.SendAsync("LUSERS");

        await bob.ExpectAsync(
            ":test 251 bob :There are 1 users and 0 invisible on 1 servers",
            ":test 252 bob 0 :operator(s) online",
            ":test 253 bob 1 :unregistered connections",
            ":test 254 bob 2 :channels formed",
            ":test 255 bob :I have 1 clients and 0 servers",
            ":test 265 bob 1 2 :Current local users 1, max 2",
            ":test 266 bob 1 2 :Current global users 1, max 2");
    }

    [Fact]
    public async Task The_message_of_the_day_is_that_of_the_file()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "First line\nÜber alles: Ordnung\n");
        await using TestServer server = await TestServer.StartAsync(options => options with { Server = options.Server with { Motd = file } });
        File.Delete(file);
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync("MOTD", "MOTD elsewhere");

        await bob.ExpectAsync(
            ":test 375 bob :- test Message of the day - ",
            ":test 372 bob :- First line",
            ":test 372 bob :- Über alles: Ordnung",
            ":test 376 bob :End of /MOTD command",
            ":test 402 bob elsewhere :No such server");
    }

    [Fact]
    public async Task TIME_and_VERSION_are_the_servers()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync("TIME", "VERSION", "TIME elsewhere");

        await bob.ExpectAsync(":test 391 bob test :Sunday, 22 November 2026, 12:00:00 UTC");
        Assert.StartsWith(":test 351 bob Parley-", await bob.ReadAsync(), StringComparison.Ordinal);
        await bob.SkipToAsync(line => line == ":test 402 bob elsewhere :No such server");
    }

    [Fact]
    public async Task What_ISUPPORT_announces_is_true()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob");
        await bob.SendAsync("VERSION");

        IReadOnlyList<string> lines = await bob.SyncAsync();
        HashSet<string> tokens = [.. lines.Where(line => line.Contains(" 005 ", StringComparison.Ordinal)).SelectMany(line => line.Split(" :")[0].Split(' ')[3..])];

        Assert.Superset(
            new HashSet<string>
            {
                "ACCOUNTEXTBAN=a,account", "AWAYLEN=390", "CASEMAPPING=rfc8265", "CHANLIMIT=#:200", "CHANMODES=beI,k,fl,CMRimnstu", "CHANNELLEN=64", "CHANTYPES=#",
                "EXCEPTS=e", "EXTBAN=,am", "INVEX=I", "KICKLEN=390",
                "MAXLIST=b:100,e:100,I:100", "MODES=20", "NAMELEN=150", "NETWORK=test", "NICKLEN=32", "PREFIX=(qaohv)~&@%+", "parley.chat/ROOM=#lobby", "SAFELIST", "TOPICLEN=390", "USERLEN=11", "UTF8ONLY",
            },
            tokens);
        await bob.SendAsync($"NICK {new string('é', 32)}", $"NICK {new string('e', 33)}", $"JOIN #{new string('é', 63)}", $"JOIN #{new string('e', 64)}");
        IReadOnlyList<string> answers = await bob.SyncAsync();
        Assert.Single(answers, line => line.Contains(" 432 ", StringComparison.Ordinal));
        Assert.Single(answers, line => line.Contains(" 403 ", StringComparison.Ordinal));
    }
}
