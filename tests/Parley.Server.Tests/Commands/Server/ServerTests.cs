using Parley.Server.Commands;
using Parley.Server.Commands.Server;
using Parley.Server.Settings;
using Parley.Server.Tests.Commands.Operators;
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
    public async Task STATS_tells_how_long_and_how_often()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada");
        server.Time.Advance(TimeSpan.FromSeconds(59));
        await ada.SendAsync("PONG x", "STATS u", "STATS o", "STATS x", "STATS", "STATS :", "STATS u elsewhere", "STATS m");
        IReadOnlyList<string> lines = await ada.SyncAsync();
        Assert.Subset(
            lines.ToHashSet(),
            new HashSet<string>
            {
                ":test 242 ada :Server Up 0 days 00:00:59", ":test 219 ada u :End of /STATS report",
                ":test 243 ada O * * root", ":test 219 ada o :End of /STATS report",
                ":test 219 ada x :End of /STATS report",
                ":test 461 ada STATS :Not enough parameters",
                ":test 219 ada * :End of /STATS report",
                ":test 402 ada elsewhere :No such server",
                ":test 219 ada m :End of /STATS report",
            });
        Assert.Single(lines, line => line.StartsWith(":test 212 ada STATS ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task INFO_LINKS_and_ADMIN_say_what_the_settings_say()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with
        {
            Network = new NetworkOptions { Name = "Wild Garden", Description = "Plants and more", Icon = new Uri("https://example.org/i.svg"), Admin = ["Garden club", "Berlin", "club@example.org"] },
        });
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("LINKS", "ADMIN", "ADMIN elsewhere", "INFO", "INFO elsewhere", "VERSION");

        await ada.ExpectAsync(
            ":test 365 ada * :End of /LINKS list",
            ":test 256 ada test :Administrative info",
            ":test 257 ada :Garden club",
            ":test 258 ada :Berlin",
            ":test 259 ada :club@example.org",
            ":test 402 ada elsewhere :No such server");
        IReadOnlyList<string> rest = await ada.SyncAsync();
        Assert.Contains(":test 374 ada :End of /INFO list", rest);
        Assert.Contains(rest, line => line.StartsWith(":test 371 ada :This one is \"Plants and more\"", StringComparison.Ordinal));
        Assert.Contains(rest, line => line.Contains(@" NETWORK=Wild\x20Garden ", StringComparison.Ordinal));
        Assert.Contains(rest, line => line.Contains(@" draft/ICON=https://example.org/i.svg ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_word_in_the_settings_there_is_no_administrative_info()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("ADMIN");

        await ada.ExpectAsync(":test 423 ada test :No administrative info available");
    }

    [Fact]
    public void HELP_has_a_text_for_every_command()
        => Assert.All(CommandTable.All, spec => Assert.StartsWith(spec.Verb, HelpTexts.Find(spec.Verb)!.Syntax, StringComparison.Ordinal));

    [Fact]
    public async Task HELP_lists_the_commands_and_explains_each()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("HELP topic", "HELPOP nonsense", "HELP kill", "HELP");

        await ada.ExpectAsync(
            ":test 704 ada TOPIC :TOPIC <channel> [:<text>]",
            ":test 705 ada TOPIC :",
            ":test 706 ada TOPIC :Shows the topic of a channel, or sets it.",
            ":test 524 ada nonsense :There is no help about this",
            ":test 524 ada kill :There is no help about this",
            ":test 704 ada * :What can be said to the server",
            ":test 705 ada * :");
        IReadOnlyList<string> lines = await ada.SyncAsync();
        Assert.All(lines.SkipLast(1), line => Assert.StartsWith(":test 705 ada * :", line, StringComparison.Ordinal));
        Assert.Equal(":test 706 ada * :HELP <command> says more about one.", lines[^1]);
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
                "ACCOUNTEXTBAN=a,account", "AWAYLEN=390", "CASEMAPPING=rfc8265", "CHANLIMIT=#:200", "CHANMODES=beI,k,fl,CMRUimnstu", "CHANNELLEN=64", "CHANTYPES=#",
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
