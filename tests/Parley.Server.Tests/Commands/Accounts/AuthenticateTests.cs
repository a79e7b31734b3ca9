using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/sasl-3.2.</summary>
public sealed class AuthenticateTests
{
    private const string Password = "correct-horse";
    private const string Failed = ":test 904 * :SASL authentication failed";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<TestServer> StartWithAsync(params (string Name, string Password)[] accounts)
    {
        TestServer server = await TestServer.StartAsync();
        foreach ((string name, string password) in accounts)
        {
            WireClient client = await server.RegisterAsync(name);
            await client.SendAsync($"REGISTER * * {password}", "QUIT");
            await client.ExpectClosedAsync();
        }
        return server;
    }

    private static async Task<WireClient> ConnectAsync(TestServer server)
    {
        WireClient client = await server.ConnectAsync();
        await client.SendAsync("CAP LS 302", "CAP REQ sasl");
        Assert.Contains("sasl=PLAIN,SCRAM-SHA-256", await client.ReadCapabilitiesAsync());
        await client.ExpectAsync(":test CAP * ACK :sasl");
        return client;
    }

    [Theory]
    [InlineData("\0ada\0correct-horse")]
    [InlineData("ada\0ada\0correct-horse")]
    [InlineData("ADA\0Ada\0correct-horse")]
    public async Task With_PLAIN_one_logs_in_before_registration(string message)
    {
        await using TestServer server = await StartWithAsync(("ada", Password));
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE plain");
        await client.ExpectAsync(":test AUTHENTICATE +");
        await client.SendAsync($"AUTHENTICATE {Base64(message)}");

        await client.ExpectAsync(":test 900 * *!*@127.0.0.1 ada :You are now logged in as ada", ":test 903 * :SASL authentication successful");
        await client.SendAsync("NICK ada", "USER ada 0 * :Ada", "CAP END");
        await client.ExpectAsync(":test 001 ada :Welcome to test, ada!~ada@127.0.0.1");
    }

    [Theory]
    [InlineData("\0ada\0wrong-password")]
    [InlineData("\0nobody\0correct-horse")]
    [InlineData("bob\0ada\0correct-horse")]
    [InlineData("\0\0correct-horse")]
    [InlineData("\0ada\0")]
    [InlineData("\0ada\0correct-horse\0")]
    [InlineData("ada\0correct-horse")]
    [InlineData("")]
    public async Task What_PLAIN_does_not_accept_fails_and_can_be_tried_again(string message)
    {
        await using TestServer server = await StartWithAsync(("ada", Password), ("bob", "other-password"));
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {(message.Length == 0 ? "+" : Base64(message))}");
        await client.ExpectAsync(":test AUTHENTICATE +", Failed);
        await client.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Base64("\0ada\0correct-horse")}");

        await client.ExpectAsync(":test AUTHENTICATE +", ":test 900 * *!*@127.0.0.1 ada :You are now logged in as ada", ":test 903 * :SASL authentication successful");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(295)]
    [InlineData(291)]
    public async Task A_long_message_comes_in_parts_of_400(int length)
    {
        string password = new('x', length);
        await using TestServer server = await StartWithAsync(("foo", password));
        WireClient client = await ConnectAsync(server);
        string message = Base64($"foo\0foo\0{password}");

        await client.SendAsync("AUTHENTICATE PLAIN");
        for (int at = 0; at < message.Length; at += 400)
            await client.SendAsync($"AUTHENTICATE {message[at..Math.Min(at + 400, message.Length)]}");
        if (message.Length % 400 == 0)
            await client.SendAsync("AUTHENTICATE +");

        await client.ExpectAsync(":test AUTHENTICATE +", ":test 900 * *!*@127.0.0.1 foo :You are now logged in as foo");
    }

    [Fact]
    public async Task A_message_without_end_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await ConnectAsync(server);

        await client.SendAtOnceAsync(["AUTHENTICATE PLAIN", .. Enumerable.Repeat($"AUTHENTICATE {new string('A', 400)}", 7)]);

        await client.ExpectAsync(":test AUTHENTICATE +", ":test 904 * :SASL authentication failed: the message is too long");
    }

    [Theory]
    [InlineData("AUTHENTICATE !!!", Failed)]
    [InlineData("AUTHENTICATE /////w==", Failed)]
    [InlineData("AUTHENTICATE *", ":test 906 * :SASL authentication aborted")]
    [InlineData("AUTHENTICATE", ":test 461 * AUTHENTICATE :Not enough parameters")]
    public async Task What_is_no_answer_ends_the_exchange(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE PLAIN", sent);

        await client.ExpectAsync(":test AUTHENTICATE +", expected);
    }

    [Fact]
    public async Task A_part_over_400_bytes_is_too_long()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {new string('A', 401)}");

        await client.ExpectAsync(":test AUTHENTICATE +", ":test 905 * :SASL message too long");
    }

    [Fact]
    public async Task Another_mechanism_is_answered_with_those_there_are()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE EXTERNAL", "AUTHENTICATE *");

        await client.ExpectAsync(
            ":test 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms", Failed, ":test 906 * :SASL authentication aborted");
    }

    [Fact]
    public async Task Without_the_capability_it_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync("AUTHENTICATE PLAIN");

        await client.ExpectAsync(":test 904 ada :SASL authentication failed: request the capability sasl first");
    }

    [Fact]
    public async Task The_end_of_registration_aborts_an_exchange()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await ConnectAsync(server);

        await client.SendAsync("AUTHENTICATE PLAIN", "NICK ada", "USER ada 0 * :Ada");
        await client.ExpectAsync(":test AUTHENTICATE +");
        await client.ExpectNothingAsync();
        await client.SendAsync("CAP END");

        await client.ExpectAsync(":test 906 ada :SASL authentication aborted", ":test 001 ada :Welcome to test, ada!~ada@127.0.0.1");
    }

    [Fact]
    public async Task Who_is_registered_may_log_in_and_change_the_account_and_the_others_hear_of_it()
    {
        await using TestServer server = await StartWithAsync(("ada", Password), ("lisa", Password));
        WireClient bob = await server.JoinAsync("#garden", "bob", "account-notify");
        WireClient guest = await server.JoinAsync("#garden", "guest", "sasl", "account-notify");
        await bob.SyncAsync();

        await guest.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Base64($"\0ada\0{Password}")}", "AUTHENTICATE PLAIN", $"AUTHENTICATE {Base64($"\0lisa\0{Password}")}");

        await guest.ExpectAsync(
            ":test AUTHENTICATE +",
            ":test 900 guest guest!~guest@127.0.0.1 ada :You are now logged in as ada",
            ":guest!~guest@127.0.0.1 ACCOUNT ada",
            ":test 903 guest :SASL authentication successful",
            ":test AUTHENTICATE +",
            ":test 900 guest guest!~guest@127.0.0.1 lisa :You are now logged in as lisa",
            ":guest!~guest@127.0.0.1 ACCOUNT lisa",
            ":test 903 guest :SASL authentication successful");
        await bob.ExpectAsync(":guest!~guest@127.0.0.1 ACCOUNT ada", ":guest!~guest@127.0.0.1 ACCOUNT lisa");
    }

    [Fact]
    public async Task Who_guesses_must_wait_and_is_told_how_long()
    {
        await using TestServer server = await StartWithAsync(("ada", Password));
        WireClient client = await ConnectAsync(server);
        string guess = $"AUTHENTICATE {Base64("\0ada\0wrong-password")}", right = $"AUTHENTICATE {Base64($"\0ada\0{Password}")}";

        for (int n = 0; n < 3; n++)
        {
            await client.SendAsync("AUTHENTICATE PLAIN", guess);
            await client.ExpectAsync(":test AUTHENTICATE +", Failed);
        }
        await client.SendAsync("AUTHENTICATE PLAIN", right);
        await client.ExpectAsync(":test AUTHENTICATE +", ":test 904 * :SASL authentication failed: too many attempts, try again in 1 seconds");
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync("AUTHENTICATE PLAIN", right);

        await client.ExpectAsync(":test AUTHENTICATE +", ":test 900 * *!*@127.0.0.1 ada :You are now logged in as ada");
    }
}
