using Parley.Server.Tests.Commands.Operators;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: docs/irc.md, "Devices".</summary>
public sealed class DeviceTests
{
    private const string Password = "correct-horse";

    private static async Task<WireClient> AliceAsync(TestServer server, params string[] capabilities)
    {
        WireClient alice = await server.RegisterAsync("alice", capabilities);
        await alice.SendAsync($"REGISTER * * {Password}");
        await alice.SyncAsync();
        return alice;
    }

    private static async Task<string> AddAsync(WireClient client, string name)
    {
        await client.SendAsync($"NS DEVICE ADD {name}");
        string told = await client.SkipToAsync(line => line.Contains($" :{name} logs in with this ", StringComparison.Ordinal));
        return told.Split(' ')[^1];
    }

    [Fact]
    public async Task A_client_that_has_come_by_the_password_gets_a_token_for_itself()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);

        await alice.SendAsync("DEVICE ADD :Old phone", "DEVICE ADD :old phone");
        string[] first = (await alice.ReadAsync()).Split(' ', 5), second = (await alice.ReadAsync()).Split(' ', 5);
        await alice.SendAsync("DEVICE LIST");

        Assert.Equal([":test", "DEVICE", "ADD", ":Old phone"], [.. first[..3], first[4]]);
        Assert.Equal(":old phone 2", second[4]);
        await alice.ExpectAsync(
            ":test DEVICE LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:00:00.000Z this :Old phone",
            ":test DEVICE LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:00:00.000Z away :old phone 2");
        await server.LogInAsync("alice", second[3]);
    }

    [Fact]
    public async Task A_device_logs_in_with_its_token_as_any_client_does_with_a_password()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);
        string token = await AddAsync(alice, "Old phone");

        WireClient phone = await server.LogInAsync("alice", token, "batch", "parley.chat/devices");
        await phone.SendAsync("DEVICE LIST");

        await phone.ExpectAsync(
            ":test BATCH +b parley.chat/devices",
            "@batch=b :test DEVICE LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:00:00.000Z this :Old phone",
            ":test BATCH -b");
    }

    [Fact]
    public async Task The_list_tells_where_each_is_and_when_it_was_last_seen()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);
        string one = await AddAsync(alice, "one"), two = await AddAsync(alice, "two");
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await server.LogInAsync("alice", one);
        WireClient second = await server.LogInAsync("alice", two);
        await second.SendAsync("QUIT");
        await second.ExpectClosedAsync();

        await alice.SendAsync("DEVICE LIST", "NS DEVICES", "NS SESSIONS");

        await alice.ExpectAsync(
            ":test DEVICE LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:01:00.000Z here :one",
            ":test DEVICE LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:01:00.000Z away :two",
            ":NickServ!NickServ@test NOTICE alice :one: added 2026-11-22 12:00:00 UTC, here now",
            ":NickServ!NickServ@test NOTICE alice :two: added 2026-11-22 12:00:00 UTC, last seen 2026-11-22 12:01:00 UTC",
            ":NickServ!NickServ@test NOTICE alice :Devices: 2",
            ":NickServ!NickServ@test NOTICE alice :From 127.0.0.1 since 2026-11-22 12:00:00 UTC, by the password (this one)",
            ":NickServ!NickServ@test NOTICE alice :From 127.0.0.1 since 2026-11-22 12:01:00 UTC, by the device one",
            ":NickServ!NickServ@test NOTICE alice :Connections: 2");
    }

    [Fact]
    public async Task A_device_that_is_revoked_is_put_out_and_does_not_come_in_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);
        string token = await AddAsync(alice, "phone");
        WireClient phone = await server.LogInAsync("alice", token);

        await alice.SendAsync("DEVICE REVOKE :Phone", "DEVICE LIST", "DEVICE REVOKE :phone");

        await alice.ExpectAsync(":test DEVICE REVOKE :phone", ":test FAIL DEVICE UNKNOWN_DEVICE REVOKE :The account has no device of that name");
        await phone.SkipToAsync(line => line == "ERROR :Closing link: alice (Its device was revoked)");
        WireClient again = await server.ConnectAsync();
        await again.SendAsync("CAP REQ sasl", "AUTHENTICATE PLAIN", $"AUTHENTICATE {Plain("alice", token)}");
        await again.SkipToAsync(line => line == ":test 904 * :SASL authentication failed");
    }

    [Fact]
    public async Task Who_revokes_the_own_device_stays_until_it_goes()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient phone = await server.LogInAsync("alice", await AddAsync(await AliceAsync(server), "phone"));

        await phone.SendAsync("DEVICE REVOKE phone", "NS SESSIONS");

        await phone.ExpectAsync(":test DEVICE REVOKE :phone");
        await phone.SkipToAsync(line => line.EndsWith(", by the password (this one)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stolen_token_brings_forth_no_other_and_cannot_give_the_account_up()
    {
        const string Told = ":NickServ!NickServ@test NOTICE alice :You came in by a device's token: log in with the password for this (IDENTIFY <account> <password>)";
        await using TestServer server = await TestServer.StartAsync();
        WireClient phone = await server.LogInAsync("alice", await AddAsync(await AliceAsync(server), "phone"));

        await phone.SendAsync("DEVICE ADD :radio", "NS DEVICE ADD radio", "NS DROP alice", "DEVICE REVOKE phone", "DEVICE ADD :radio");

        await phone.ExpectAsync(
            ":test FAIL DEVICE PASSWORD_REQUIRED ADD :Log in with the password for this", Told, Told,
            ":test DEVICE REVOKE :phone", ":test FAIL DEVICE PASSWORD_REQUIRED ADD :Log in with the password for this");
        await phone.SendAsync($"NS IDENTIFY alice {Password}", "DEVICE ADD :radio");
        await phone.SkipToAsync(line => line.StartsWith(":test DEVICE ADD parley_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NickServ_tells_people_a_token_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);

        await alice.SendAsync("NS DEVICE ADD Kitchen radio");
        string told = await alice.ReadAsync();
        await alice.SendAsync("NS DEVICE LIST", "NS DEVICE ADD", "NS DEVICE SELL radio", "NS DEVICE REVOKE kitchen radio", "NS DEVICE REVOKE kitchen radio");

        Assert.StartsWith(":NickServ!NickServ@test NOTICE alice :Kitchen radio logs in with this in place of your password, which nobody can show you again: parley_", told, StringComparison.Ordinal);
        await alice.ExpectAsync(
            ":NickServ!NickServ@test NOTICE alice :Kitchen radio: added 2026-11-22 12:00:00 UTC, last seen 2026-11-22 12:00:00 UTC",
            ":NickServ!NickServ@test NOTICE alice :Devices: 1",
            ":NickServ!NickServ@test NOTICE alice :It is: DEVICE LIST, DEVICE ADD <name>, or DEVICE REVOKE <name>; a name has at most 64 characters",
            ":NickServ!NickServ@test NOTICE alice :It is: DEVICE LIST, DEVICE ADD <name>, or DEVICE REVOKE <name>; a name has at most 64 characters",
            ":NickServ!NickServ@test NOTICE alice :Kitchen radio is no device of yours any more",
            ":NickServ!NickServ@test NOTICE alice :You have no device kitchen radio");
        await (await server.RegisterAsync("bob")).SendAsync("NS IDENTIFY alice " + told.Split(' ')[^1]);
    }

    [Fact]
    public async Task A_token_is_no_password_to_change_the_password_with_nor_can_it_be_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);
        string token = await AddAsync(alice, "phone");

        await alice.SendAsync($"NS PASSWD {token} another-horse", $"NS PASSWD {Password} {token}", $"NS PASSWD {Password} another-horse");

        await alice.ExpectAsync(
            ":NickServ!NickServ@test NOTICE alice :The password is not changed: the current one is another",
            ":NickServ!NickServ@test NOTICE alice :The password is empty, longer than 600 bytes, or holds control characters",
            ":NickServ!NickServ@test NOTICE alice :The password is changed. Devices that come in without it: 1 (DEVICE LIST)");
    }

    [Fact]
    public async Task Who_guesses_an_accounts_password_does_not_keep_its_devices_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        string token = await AddAsync(await AliceAsync(server), "phone");
        for (int n = 0; n < 10; n++)
        {
            WireClient eve = await server.RegisterAsync($"eve{n}");
            await eve.SendAsync("NS IDENTIFY alice guess-guess");
            await eve.ReadAsync();
        }
        WireClient late = await server.RegisterAsync("late");
        await late.SendAsync($"NS IDENTIFY alice {Password}", $"NS IDENTIFY alice {token}");

        await late.ExpectAsync(":NickServ!NickServ@test NOTICE late :You were not logged in: too many attempts, try again in 1 seconds");
        Assert.Contains(" 900 late ", await late.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEVICE", ":test 461 alice DEVICE :Not enough parameters")]
    [InlineData("DEVICE SELL phone", ":test FAIL DEVICE UNKNOWN_COMMAND SELL :There is no such subcommand")]
    [InlineData("DEVICE ADD", ":test FAIL DEVICE INVALID_NAME ADD :A device has a name of visible characters")]
    [InlineData("DEVICE ADD ::phone", ":test FAIL DEVICE INVALID_NAME ADD :A device has a name of visible characters")]
    [InlineData("DEVICE REVOKE :a\u0002b", ":test FAIL DEVICE INVALID_NAME REVOKE :A device has a name of visible characters")]
    [InlineData("DEVICE REVOKE radio", ":test FAIL DEVICE UNKNOWN_DEVICE REVOKE :The account has no device of that name")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await AliceAsync(server);

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task Guests_have_no_devices()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient guest = await server.RegisterAsync("guest");

        await guest.SendAsync("DEVICE LIST");

        await guest.ExpectAsync(":test FAIL DEVICE ACCOUNT_REQUIRED :Log in to an account first");
    }

    [Fact]
    public async Task An_operator_suspends_an_account_and_its_owner_is_told_when_the_password_is_right()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient alice = await AliceAsync(server), boss = await server.RegisterAsync("boss"), bob = await server.JoinAsync("#garden", "bob");
        await alice.SendAsync("JOIN #garden", "PERSISTENCE SET ON");
        await bob.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));
        await boss.SendAsync("NS SUSPEND alice", "OPER root pencil");
        await boss.SkipToAsync(line => line.Contains(" MODE ", StringComparison.Ordinal));

        await boss.SendAsync("NS SUSPEND alice spam everywhere", "NS SUSPEND nobody");

        await boss.ExpectAsync(":NickServ!NickServ@test NOTICE boss :Nobody can log in to alice now", ":NickServ!NickServ@test NOTICE boss :There is no account nobody");
        await alice.SkipToAsync(line => line == "ERROR :Closing link: alice (The account is suspended: spam everywhere)");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 QUIT :The account is suspended: spam everywhere");
        await bob.SendAsync("NS IDENTIFY alice wrong-horse", $"NS IDENTIFY alice {Password}", "NS UNSUSPEND alice");
        await bob.ExpectAsync(
            ":NickServ!NickServ@test NOTICE bob :You were not logged in: the name or the password is wrong",
            ":NickServ!NickServ@test NOTICE bob :You were not logged in: the account is suspended: spam everywhere",
            ":NickServ!NickServ@test NOTICE bob :You are not an operator of the server");
        await boss.SendAsync("NS UNSUSPEND nobody", "NS UNSUSPEND alice");
        await boss.ExpectAsync(":NickServ!NickServ@test NOTICE boss :There is no account nobody", ":NickServ!NickServ@test NOTICE boss :Who owns alice can log in again");
        await server.LogInAsync("alice", Password);
    }

    private static string Plain(string name, string password) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0{name}\0{password}"));
}
