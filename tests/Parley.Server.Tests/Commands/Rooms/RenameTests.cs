using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: https://ircv3.net/specs/extensions/channel-rename.</summary>
public sealed class RenameTests
{
    [Fact]
    public async Task A_room_keeps_everything_but_its_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#coding", "alice", "draft/channel-rename"), bob = await server.JoinAsync("#coding", "bob", "draft/channel-rename");
        await alice.SendAsync("TOPIC #coding :All of it", "MODE #coding +m");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await alice.SendAsync("RENAME #coding #programming :Typo fix");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 RENAME #coding #programming :Typo fix");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 RENAME #coding #programming :Typo fix");
        await alice.SendAsync("PRIVMSG #programming :here", "MODE #programming", "TOPIC #programming", "NAMES #programming", "MODE #coding");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #programming :here");
        await alice.ExpectAsync(
            ":test 324 alice #programming +mnt",
            ":test 329 alice #programming 1795348800",
            ":test 332 alice #programming :All of it",
            ":test 333 alice #programming alice!~alice@127.0.0.1 1795348800",
            ":test 353 alice = #programming :@alice bob",
            ":test 366 alice #programming :End of /NAMES list",
            ":test 403 alice #coding :No such channel");
    }

    [Fact]
    public async Task Who_does_not_know_of_renaming_leaves_and_comes_in()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#foo", "alice", "bob");

        await alice.SendAsync("RENAME #foo #bar :Changing the name");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 PART #foo :Changing the name",
            ":alice!~alice@127.0.0.1 JOIN #bar",
            ":test 353 alice = #bar :@alice bob",
            ":test 366 alice #bar :End of /NAMES list");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 PART #foo :Changing the name", ":bob!~bob@127.0.0.1 JOIN #bar", ":test 353 bob = #bar :@alice bob");
    }

    [Fact]
    public async Task What_was_read_and_said_goes_along()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#foo", "alice", "draft/channel-rename", "draft/read-marker", "draft/chathistory", "batch");
        await alice.SendAsync("PRIVMSG #foo :said before", "MARKREAD #foo timestamp=2026-11-22T12:00:00.000Z");
        await alice.SyncAsync();

        await alice.SendAsync("RENAME #foo #bar", "MARKREAD #bar", "MARKREAD #foo", "CHATHISTORY LATEST #bar * 10");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 RENAME #foo #bar :",
            ":test MARKREAD #bar timestamp=2026-11-22T12:00:00.000Z",
            ":test MARKREAD #foo *");
        await alice.SkipToAsync(line => line.EndsWith(" PRIVMSG #bar :said before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_only_the_case_is_another_nobody_leaves()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#foo", "alice", "draft/channel-rename"), bob = await server.JoinAsync("#foo", "bob");
        await alice.SyncAsync();

        await alice.SendAsync("RENAME #foo #Foo");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 RENAME #foo #Foo :");
        await alice.SendAsync("PRIVMSG #foo :hello");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #Foo :hello");
    }

    [Fact]
    public async Task The_old_name_is_free()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#foo", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("RENAME #foo #bar");
        await alice.SyncAsync();

        await bob.SendAsync("JOIN #foo", "JOIN #bar", "LIST");

        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Contains(":test 353 bob = #foo :@bob", lines);
        Assert.Contains(":test 353 bob = #bar :@alice bob", lines);
        Assert.Equal(2, lines.Count(line => line.Contains(" 322 ", StringComparison.Ordinal)));
        await alice.SendAsync("PART #bar");
        await alice.SyncAsync();
        await bob.SendAsync("PART #bar", "JOIN #bar");
        await bob.SkipToAsync(line => line == ":test 353 bob = #bar :@bob");
    }

    [Theory]
    [InlineData("RENAME", ":test 461 bob RENAME :Not enough parameters")]
    [InlineData("RENAME #own", ":test 461 bob RENAME :Not enough parameters")]
    [InlineData("RENAME #nowhere #x", ":test 403 bob #nowhere :No such channel")]
    [InlineData("RENAME #hidden #x", ":test 403 bob #hidden :No such channel")]
    [InlineData("RENAME #alices #x", ":test 442 bob #alices :You're not on that channel")]
    [InlineData("RENAME #shared #x", ":test 482 bob #shared :You're not a channel operator")]
    [InlineData("RENAME #lobby #x", ":test FAIL RENAME CANNOT_RENAME #lobby #x :The channel cannot be renamed")]
    [InlineData("RENAME #own #alices", ":test FAIL RENAME CHANNEL_NAME_IN_USE #own #alices :The channel name is already taken")]
    [InlineData("RENAME #own #HIDDEN", ":test FAIL RENAME CHANNEL_NAME_IN_USE #own #HIDDEN :The channel name is already taken")]
    [InlineData("RENAME #own own", ":test FAIL RENAME CANNOT_RENAME #own own :A channel cannot have this name")]
    [InlineData("RENAME #own #", ":test FAIL RENAME CANNOT_RENAME #own # :A channel cannot have this name")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#alices,#hidden,#shared", "alice"), bob = await server.JoinAsync("#own,#lobby,#shared", "bob");
        await alice.SendAsync("MODE #hidden +s");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Many_who_rename_at_once_leave_each_room_with_one_name()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { CommandRate = 0 } });
        WireClient[] clients = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(n => server.JoinAsync($"#r{n}", $"user{n}", "draft/channel-rename")))];

        await Task.WhenAll(clients.Select(async (client, n) =>
        {
            string own = $"#r{n}";
            for (int round = 0; round < 20; round++)
            {
                string wanted = $"#x{(n + round) % 4}";
                await client.SendAtOnceAsync($"RENAME {own} {wanted}");
                if ((await client.SyncAsync()).Any(line => line.Contains(" RENAME #", StringComparison.Ordinal) && line.StartsWith($":user{n}!", StringComparison.Ordinal)))
                    own = wanted;
            }
            await client.SendAtOnceAsync($"PRIVMSG {own} :mine", $"MODE {own}");
            Assert.Contains(await client.SyncAsync(), line => line == $":test 324 user{n} {own} +nt");
        }));
        await clients[0].SendAsync("LIST");

        Assert.Equal(6, (await clients[0].SyncAsync()).Where(line => line.Contains(" 322 ", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]).Distinct().Count());
    }
}
