using System.Text.RegularExpressions;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Source: https://ircv3.net/specs/extensions/chghost.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task Where_addresses_are_hidden_others_see_a_name_and_oneself_the_address()
    {
        await using TestServer server = await StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");

        await alice.SendAsync("WHOIS bob", "WHO bob %ih", "USERHOST bob");

        IReadOnlyList<string> seen = await alice.SyncAsync();
        Assert.DoesNotContain(seen, line => line.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.Matches(new Regex("^:test 311 alice bob ~bob [0-9a-f]{10}\\.[0-9a-f]{10}\\.[0-9a-f]{10}\\.guests \\* :bob$"), seen[0]);
        await bob.SendAsync("WHOIS bob");
        Assert.Single(await bob.SyncAsync(), ":test 378 bob bob :is connecting from ~bob@127.0.0.1 127.0.0.1");
    }

    [Fact]
    public async Task Who_logs_in_is_seen_with_the_accounts_host_and_those_who_asked_are_told()
    {
        await using TestServer server = await StartAsync();
        WireClient knowing = await server.JoinAsync("#garden", "knowing", "chghost", "extended-monitor"), plain = await server.JoinAsync("#garden", "plain");
        WireClient watching = await server.RegisterAsync("watching", "chghost", "extended-monitor"), bob = await server.JoinAsync("#garden", "bob", "chghost");
        await watching.SendAsync("MONITOR + bob");
        foreach (WireClient client in new[] { bob, watching, plain, knowing })
            await client.SyncAsync();

        await bob.SendAsync("REGISTER * * correct-horse");

        Assert.Matches("^:bob!~bob@[0-9a-f.]+\\.guests CHGHOST ~bob bob\\.users$", await bob.SkipToAsync(line => line.Contains(" CHGHOST ", StringComparison.Ordinal)));
        foreach (WireClient client in new[] { knowing, watching })
            Assert.Matches("^:bob!~bob@[0-9a-f.]+\\.guests CHGHOST ~bob bob\\.users$", await client.ReadAsync());
        await bob.SendAsync("PRIVMSG #garden :hi");
        Assert.Matches("^:bob!~bob@[0-9a-f.]+\\.guests QUIT :Changing hostname$", await plain.ReadAsync());
        await plain.ExpectAsync(":bob!~bob@bob.users JOIN #garden");
        await plain.ExpectAsync(":bob!~bob@bob.users PRIVMSG #garden :hi");
    }

    [Fact]
    public async Task Who_does_not_know_CHGHOST_sees_the_user_go_once_and_come_into_each_room_with_the_rank_of_before()
    {
        await using TestServer server = await StartAsync();
        WireClient bob = await server.JoinAsync("#garden", "bob"), alice = await server.JoinAsync("#garden", "alice", "extended-join");
        await bob.SendAsync("JOIN #shed");
        await bob.SyncAsync();
        await alice.SendAsync("JOIN #shed");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync("REGISTER * * correct-horse");

        Assert.Matches("^:bob!~bob@[0-9a-f.]+\\.guests QUIT :Changing hostname$", await alice.ReadAsync());
        await alice.ExpectAsync(
            ":bob!~bob@bob.users JOIN #garden bob :bob", ":test MODE #garden +o bob", ":bob!~bob@bob.users JOIN #shed bob :bob", ":test MODE #shed +o bob");
        await alice.ExpectNothingAsync();
        Assert.DoesNotContain(await bob.SyncAsync(), line => line.Contains(" QUIT ", StringComparison.Ordinal) || line.Contains(" JOIN ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ban_of_a_network_and_one_of_an_account_fit_what_is_seen()
    {
        await using TestServer server = await StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.JoinAsync("#garden", "bob");
        await alice.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));
        await alice.SendAsync("MODE #garden +b *!*@bob.users");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :one");
        await alice.SkipToAsync(line => line.EndsWith(" PRIVMSG #garden :one", StringComparison.Ordinal));

        await bob.SendAsync("REGISTER * * correct-horse", "PRIVMSG #garden :two");

        await bob.SkipToAsync(line => line == ":test 404 bob #garden :Cannot send to channel");
        Assert.DoesNotContain(await alice.SyncAsync(), line => line.Contains("PRIVMSG", StringComparison.Ordinal));
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(options => options with { Server = options.Server with { HideAddresses = true } });
}
