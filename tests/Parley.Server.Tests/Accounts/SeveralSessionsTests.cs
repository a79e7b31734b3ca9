using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

/// <summary>The same account connected twice is one user. Source: docs/adr/0010.</summary>
public sealed class SeveralSessionsTests
{
    private const string Password = "correct-horse";

    private static async Task<(WireClient Laptop, WireClient Phone)> BothAsync(TestServer server, params string[] capabilities)
    {
        WireClient laptop = await server.RegisterAsync("alice", capabilities);
        await laptop.SendAsync($"REGISTER * * {Password}", "JOIN #garden");
        await laptop.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        WireClient phone = await server.LogInAsync("alice", Password, capabilities);
        await phone.SyncAsync();
        return (laptop, phone);
    }

    [Fact]
    public async Task A_second_session_is_shown_the_rooms_and_nobody_sees_it_come()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#garden", "bob");
        WireClient laptop = await server.RegisterAsync("alice");
        await laptop.SendAsync($"REGISTER * * {Password}", "JOIN #garden");
        await bob.SkipToAsync(line => line.Contains(" JOIN #garden", StringComparison.Ordinal));
        await laptop.SyncAsync();

        WireClient phone = await server.LogInAsync("alice", Password);

        await phone.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #garden");
        Assert.StartsWith(":test 353 alice = #garden :", await phone.ReadAsync(), StringComparison.Ordinal);
        await phone.ExpectAsync(":test 366 alice #garden :End of /NAMES list");
        await bob.ExpectNothingAsync();
        await laptop.ExpectNothingAsync();
    }

    [Fact]
    public async Task Each_session_gets_what_is_said_to_the_user_and_in_the_rooms_by_others_and_by_the_other_session()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone) = await BothAsync(server);
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await laptop.SyncAsync();
        await phone.SyncAsync();

        await bob.SendAsync("PRIVMSG alice :hi", "PRIVMSG #garden :all");
        await phone.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG alice :hi", ":bob!~bob@127.0.0.1 PRIVMSG #garden :all");
        await laptop.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG alice :hi", ":bob!~bob@127.0.0.1 PRIVMSG #garden :all");

        await laptop.SendAsync("PRIVMSG #garden :from the laptop");
        await phone.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #garden :from the laptop");
        await laptop.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("echo-message")]
    [InlineData("znc.in/self-message")]
    public async Task What_one_session_says_to_somebody_the_other_sees_if_it_asked_for_that(string capability)
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone) = await BothAsync(server);
        WireClient tablet = await server.LogInAsync("alice", Password, capability), bob = await server.RegisterAsync("bob");
        await tablet.SyncAsync();

        await laptop.SendAsync("PRIVMSG bob :hello");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG bob :hello");
        await tablet.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG bob :hello");
        await phone.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_one_session_does_both_see()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone) = await BothAsync(server);

        await phone.SendAsync("JOIN #pond", "NICK alicia", "PART #pond");

        string[] seen = [":alice!~alice@127.0.0.1 JOIN #pond", ":test 353 alice = #pond :@alice", ":test 366 alice #pond :End of /NAMES list",
            ":alice!~alice@127.0.0.1 NICK alicia", ":alicia!~alice@127.0.0.1 PART #pond"];
        await phone.ExpectAsync(seen);
        await laptop.ExpectAsync(seen);
    }

    [Fact]
    public async Task Only_with_the_last_session_does_the_user_go()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone) = await BothAsync(server);
        WireClient bob = await server.JoinAsync("#garden", "bob");

        await laptop.SendAsync("QUIT");
        await laptop.ExpectClosedAsync();
        await bob.ExpectNothingAsync();
        await bob.SendAsync("PRIVMSG alice :still here?");
        await phone.SkipToAsync(line => line.EndsWith(":still here?", StringComparison.Ordinal));

        await phone.SendAsync("QUIT :bye");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 QUIT :Quit: bye");
    }

    [Fact]
    public async Task A_guest_who_logs_in_to_an_account_that_is_here_becomes_one_of_its_sessions_and_takes_the_rooms_along()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, _) = await BothAsync(server);
        WireClient bob = await server.JoinAsync("#pond", "bob"), guest = await server.JoinAsync("#pond", "guest", "sasl");
        await bob.SyncAsync();
        await laptop.SyncAsync();

        string message = Convert.ToBase64String("\0alice\0correct-horse"u8);
        await guest.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {message}");

        await guest.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));
        await guest.ExpectAsync(":guest!~guest@127.0.0.1 PART #pond", ":guest!~guest@127.0.0.1 NICK alice", ":alice!~alice@127.0.0.1 JOIN #garden");
        await guest.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 JOIN #pond");
        await bob.ExpectAsync(":guest!~guest@127.0.0.1 QUIT :Is alice now", ":alice!~alice@127.0.0.1 JOIN #pond");
        await laptop.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #pond");
    }

    [Fact]
    public async Task A_session_that_logs_in_to_another_account_leaves_the_others_with_the_first()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone) = await BothAsync(server);
        WireClient bob = await server.RegisterAsync("bob");
        await bob.SendAsync("REGISTER * * another-password");
        await bob.SyncAsync();

        string message = Convert.ToBase64String("\0bob\0another-password"u8);
        await phone.SendAsync("CAP REQ sasl", "AUTHENTICATE PLAIN", $"AUTHENTICATE {message}");

        await phone.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 NICK bob");
        await laptop.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
        await phone.SendAsync("QUIT");
        await phone.ExpectClosedAsync();
        await bob.SendAsync("PRIVMSG alice :there?");
        await laptop.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG alice :there?");
    }
}
