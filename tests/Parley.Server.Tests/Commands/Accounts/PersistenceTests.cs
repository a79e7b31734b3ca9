using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: https://github.com/ircv3/ircv3-specifications/pull/503.</summary>
public sealed class PersistenceTests
{
    private const string Password = "correct-horse";

    private static async Task<WireClient> AliceAsync(TestServer server)
    {
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync($"REGISTER * * {Password}");
        await alice.SyncAsync();
        return alice;
    }

    [Fact]
    public async Task Who_chose_so_stays_in_the_rooms_and_finds_them_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);
        await alice.SendAsync("JOIN #garden", "PERSISTENCE SET ON");
        await alice.SkipToAsync(line => line == ":test PERSISTENCE STATUS ON ON");
        WireClient bob = await server.JoinAsync("#garden", "bob");

        await alice.SendAsync("QUIT");
        await alice.ExpectClosedAsync();
        await bob.ExpectNothingAsync();
        await bob.SendAsync("NAMES #garden");
        await bob.ExpectAsync(":test 353 bob = #garden :@alice bob", ":test 366 bob #garden :End of /NAMES list");

        WireClient again = await server.LogInAsync("alice", Password);
        await again.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #garden");
    }

    [Fact]
    public async Task Who_chose_otherwise_goes_though_the_server_would_keep_them()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { AlwaysOn = true } });
        WireClient alice = await AliceAsync(server), bob = await server.JoinAsync("#garden", "bob");
        await alice.SendAsync("JOIN #garden", "PERSISTENCE GET", "PERSISTENCE SET OFF");
        await alice.SkipToAsync(line => line == ":test PERSISTENCE STATUS DEFAULT ON");
        await alice.ExpectAsync(":test PERSISTENCE STATUS OFF OFF");

        await alice.SendAsync("QUIT");

        await bob.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 QUIT :Quit");
    }

    [Fact]
    public async Task Those_who_asked_are_told_when_they_come_and_when_another_session_chooses()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server), phone = await server.ConnectAsync();
        string message = Convert.ToBase64String("\0alice\0correct-horse"u8);
        await phone.SendAsync("CAP REQ :sasl draft/persistence", "NICK alice", "USER alice 0 * :Alice", "AUTHENTICATE PLAIN", $"AUTHENTICATE {message}", "CAP END");
        await phone.SkipToAsync(line => line == ":test PERSISTENCE STATUS DEFAULT OFF");
        await phone.SyncAsync();

        await alice.SendAsync("PERSISTENCE SET ON");

        await phone.ExpectAsync(":test PERSISTENCE STATUS ON ON");
    }

    [Theory]
    [InlineData("PERSISTENCE", ":test 461 alice PERSISTENCE :Not enough parameters")]
    [InlineData("PERSISTENCE SET", ":test FAIL PERSISTENCE INVALID_PARAMS :It takes GET, SET ON, SET OFF or SET DEFAULT")]
    [InlineData("PERSISTENCE SET maybe", ":test FAIL PERSISTENCE INVALID_PARAMS :It takes GET, SET ON, SET OFF or SET DEFAULT")]
    [InlineData("PERSISTENCE SOMETIMES", ":test FAIL PERSISTENCE INVALID_PARAMS :It takes GET, SET ON, SET OFF or SET DEFAULT")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task Guests_cannot_stay()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient guest = await server.RegisterAsync("guest");

        await guest.SendAsync("PERSISTENCE SET ON");

        await guest.ExpectAsync(":test FAIL PERSISTENCE ACCOUNT_REQUIRED :Log in to an account first");
    }
}
