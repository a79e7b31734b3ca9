using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#names-message, #list-message, https://ircv3.net/specs/extensions/multi-prefix, /userhost-in-names.</summary>
public sealed class NamesListTests
{
    [Fact]
    public async Task Names_show_the_highest_rank_or_all_and_masks_to_those_who_asked()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("MODE #garden +v alice");
        await alice.SyncAsync();
        WireClient plain = await server.RegisterAsync("plain"), modern = await server.RegisterAsync("modern", "multi-prefix", "userhost-in-names");

        await plain.SendAsync("NAMES #garden");
        await modern.SendAsync("NAMES #garden");

        await plain.ExpectAsync(":test 353 plain = #garden :@alice", ":test 366 plain #garden :End of /NAMES list");
        await modern.ExpectAsync(":test 353 modern = #garden :@+alice!~alice@127.0.0.1", ":test 366 modern #garden :End of /NAMES list");
    }

    [Fact]
    public async Task Many_names_take_several_lines_none_too_long_and_none_is_missing()
    {
        await using TestServer server = await TestServer.StartAsync();
        string[] nicknames = [.. Enumerable.Range(0, 40).Select(n => $"somebody-with-a-long-name-{n:00}")];
        await Task.WhenAll(nicknames.Select(nickname => server.JoinAsync("#lobby", nickname)));
        WireClient asker = await server.RegisterAsync("asker");

        await asker.SendAsync("NAMES #lobby");

        IReadOnlyList<string> lines = await asker.SyncAsync();
        Assert.All(lines, line => Assert.True(line.Length <= 510, line));
        Assert.Equal(nicknames, lines.Where(line => line.Contains(" 353 ", StringComparison.Ordinal))
            .SelectMany(line => line[(line.LastIndexOf(':') + 1)..].Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_rooms_have_one_end_and_without_a_parameter_they_are_ones_own()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#a", "alice");
        await alice.SendAsync("JOIN #b");
        await alice.SyncAsync();

        await alice.SendAsync("NAMES #a,#b,#A", "NAMES");

        await alice.ExpectAsync(
            ":test 353 alice = #a :@alice",
            ":test 353 alice = #b :@alice",
            ":test 366 alice #a,#b,#A :End of /NAMES list",
            ":test 353 alice = #a :@alice",
            ":test 353 alice = #b :@alice",
            ":test 366 alice * :End of /NAMES list");
    }

    [Fact]
    public async Task The_invisible_are_shown_to_members_only()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), asker = await server.RegisterAsync("asker");
        await alice.SendAsync("MODE alice +i", "NAMES #garden");
        await alice.ExpectAsync(":test MODE alice +i", ":test 353 alice = #garden :@alice");

        await asker.SendAsync("NAMES #garden");

        await asker.ExpectAsync(":test 366 asker #garden :End of /NAMES list");
    }

    [Fact]
    public async Task A_list_longer_than_the_outbox_reaches_who_reads_it()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Outbox = 64 * 1024 } });
        WireClient alice = await server.RegisterAsync("alice");
        for (int n = 0; n < 200; n++)
        {
            await alice.SendAtOnceAsync($"JOIN #room{n}", $"TOPIC #room{n} :{new string('x', 390)}");
            // Read, as the outbox is small: nothing but the list shall be too long for it.
            await alice.SyncAsync();
        }

        await alice.SendAtOnceAsync("LIST");

        Assert.Equal(200, (await alice.SyncAsync()).Count(line => line.Contains(" 322 ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no-implicit-names")]
    [InlineData("draft/no-implicit-names")]
    public async Task Who_wants_no_names_gets_them_only_by_asking(string capability)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", capability);

        await alice.SendAsync("JOIN #garden", "TOPIC #garden :Roses", "NAMES #garden");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 JOIN #garden",
            ":alice!~alice@127.0.0.1 TOPIC #garden :Roses",
            ":test 353 alice = #garden :@alice",
            ":test 366 alice #garden :End of /NAMES list");
    }

    [Fact]
    public async Task Of_an_unknown_room_there_are_no_names()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient asker = await server.RegisterAsync("asker");

        await asker.SendAsync("NAMES #nowhere");

        await asker.ExpectAsync(":test 366 asker #nowhere :End of /NAMES list");
    }

    [Fact]
    public async Task The_list_has_every_room_with_size_and_topic()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await alice.SendAsync("TOPIC #garden :Roses");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync("LIST", "LIST #garden,#nowhere,#lobby");

        await bob.ExpectAsync(":test 322 bob #garden 2 :Roses", ":test 323 bob :End of /LIST");
        await bob.ExpectAsync(":test 322 bob #garden 2 :Roses", ":test 323 bob :End of /LIST");
    }
}
