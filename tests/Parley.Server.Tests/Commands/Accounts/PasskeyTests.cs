using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: docs/irc.md, "Passkeys".</summary>
public sealed class PasskeyTests : PasskeyTestBase
{
    private const string NotProved = "Log in with the password or a passkey just before this";

    [Fact]
    public async Task A_name_is_claimed_with_a_passkey_and_nothing_else_and_comes_back_by_it()
    {
        await StartAsync();
        PageClient alice = await PageAsync("alice");

        Assert.Equal(":test PASSKEY REGISTER alice :Phone", await MakeAsync(alice, Phone, "PASSKEY REGISTER * :Phone"));
        await alice.ExpectAsync(":test 900 alice alice!~alice@127.0.0.1 alice :You are now logged in as alice");
        PageClient back = await PageAsync("guest");
        Assert.Equal(":test 900 guest guest!~guest@127.0.0.1 alice :You are now logged in as alice", await ShowAsync(back, Phone));
        await back.SkipToAsync(":test 903 ");
    }

    [Fact]
    public async Task Of_an_account_with_a_password_passkeys_are_added_listed_and_removed()
    {
        await StartAsync();
        PageClient alice = await PageAsync("alice");
        await alice.SendAsync($"REGISTER * * {Password}");
        await alice.SyncAsync();

        Assert.Equal(":test PASSKEY ADD :Phone", await MakeAsync(alice, Phone, "PASSKEY ADD :Phone"));
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(":test PASSKEY ADD :phone 2", await MakeAsync(alice, Key, "PASSKEY ADD :phone"));
        await ShowAsync(await PageAsync("guest"), Phone);
        await alice.SendAsync("PASSKEY LIST", "PASSKEY REMOVE :Phone", "PASSKEY REMOVE :Phone", "PASSKEY LIST");

        await alice.SkipToAsync("BATCH +b parley.chat/passkeys password");
        await alice.ExpectAsync(
            "@batch=b :test PASSKEY LIST 2026-11-22T12:00:00.000Z 2026-11-22T12:01:00.000Z chat.example.org :Phone",
            "@batch=b :test PASSKEY LIST 2026-11-22T12:01:00.000Z 2026-11-22T12:01:00.000Z chat.example.org :phone 2",
            ":test BATCH -b",
            ":test PASSKEY REMOVE :Phone",
            ":test FAIL PASSKEY UNKNOWN_PASSKEY REMOVE :The account has no passkey of that name",
            ":test BATCH +b parley.chat/passkeys password",
            "@batch=b :test PASSKEY LIST 2026-11-22T12:01:00.000Z 2026-11-22T12:01:00.000Z chat.example.org :phone 2",
            ":test BATCH -b");
        Assert.EndsWith($":{Failed}", await ShowAsync(await PageAsync("other"), Phone), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://chat.example.org")]
    [InlineData("https://203.0.113.5")]
    public async Task Where_browsers_have_no_passkeys_theServer_has_none(string origin)
    {
        await StartAsync();
        PageClient page = await PageAsync("guest", origin);

        await page.SendAsync("AUTHENTICATE PASSKEY", "PASSKEY REGISTER * :Phone", "PASSKEY ADD :Phone", "PASSKEY LIST", "PASSKEY DANCE");

        await page.ExpectAsync(
            ":test 908 guest PLAIN,SCRAM-SHA-256 :are available SASL mechanisms",
            $":test 904 guest :{Failed}",
            ":test FAIL PASSKEY NOT_HERE REGISTER :Passkeys are made by a page that has come from a named host, by HTTPS or from this machine",
            ":test FAIL PASSKEY NOT_HERE ADD :Passkeys are made by a page that has come from a named host, by HTTPS or from this machine",
            ":test FAIL PASSKEY ACCOUNT_REQUIRED :Log in to an account first",
            ":test FAIL PASSKEY UNKNOWN_COMMAND DANCE :There is no such subcommand");
    }

    [Fact]
    public async Task A_token_is_not_enough_to_add_or_remove_one_but_a_passkey_shown_is()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await MakeAsync(alice, Key, "PASSKEY ADD :Key");
        await alice.SendAsync("DEVICE ADD :Firefox");
        string token = (await alice.SkipToAsync(" DEVICE ADD ")).Split(' ')[3];
        PageClient page = await PageAsync("guest");
        await page.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0alice\0{token}"))}");
        await page.SkipToAsync(" 903 ");
        await page.SyncAsync();

        await page.SendAsync("PASSKEY ADD :Tablet", "PASSKEY REMOVE :Phone");
        await page.ExpectAsync($":test FAIL PASSKEY PASSWORD_REQUIRED ADD :{NotProved}", $":test FAIL PASSKEY PASSWORD_REQUIRED REMOVE :{NotProved}");
        await ShowAsync(page, Key);
        await page.SyncAsync();
        await page.SendAsync("PASSKEY REMOVE :Phone", "PASSKEY REMOVE :Key");

        await page.ExpectAsync(
            ":test PASSKEY REMOVE :Phone",
            ":test FAIL PASSKEY LAST_PASSKEY REMOVE :It is the only way into the account: give it a password or another passkey first");
    }

    [Fact]
    public async Task Who_finds_the_page_unwatched_adds_and_removes_none()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await WaitAsync(alice, minutes: 5);

        await alice.SendAsync("PASSKEY ADD :Key", "PASSKEY REMOVE :Phone");

        await alice.ExpectAsync($":test FAIL PASSKEY PASSWORD_REQUIRED ADD :{NotProved}", $":test FAIL PASSKEY PASSWORD_REQUIRED REMOVE :{NotProved}");
    }

    [Fact]
    public async Task Who_came_in_by_a_passkey_that_is_removed_is_put_out()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await MakeAsync(alice, Key, "PASSKEY ADD :Key");
        PageClient thief = await PageAsync("guest");
        await ShowAsync(thief, Key);
        await thief.SyncAsync();

        await alice.SendAsync("PASSKEY REMOVE :Key");

        await alice.SkipToAsync(":test PASSKEY REMOVE :Key");
        await thief.SkipToAsync("(Its passkey was removed)");
    }

    [Fact]
    public async Task Who_proves_to_be_the_owner_stays_the_device_that_came_in()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await alice.SendAsync("DEVICE ADD :Firefox");
        string token = (await alice.SkipToAsync(" DEVICE ADD ")).Split(' ')[3];
        PageClient page = await PageAsync("guest");
        await page.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0alice\0{token}"))}");
        await page.SkipToAsync(" 903 ");
        await page.SyncAsync();
        await ShowAsync(page, Phone);
        await page.SyncAsync();

        await alice.SendAsync("DEVICE REVOKE :Firefox");

        await page.SkipToAsync("(Its device was revoked)");
    }

    [Fact]
    public async Task Who_has_just_shown_a_passkey_sets_a_password_and_later_not()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await WaitAsync(alice, minutes: 5);
        await alice.SendAsync($"NS PASSWD {Password}");
        Assert.Equal("The password is not changed: give the current one too, or log in by a passkey just before", TextOf(await alice.ReadAsync()));

        await ShowAsync(alice, Phone);
        await alice.SyncAsync();
        await alice.SendAsync($"NS SET PASSWORD {Password}");

        Assert.Equal("The password is changed. Passkeys that open the account as well: 1 (PASSKEY LIST)", TextOf(await alice.ReadAsync()));
        await Server.LogInAsync("alice", Password);
    }

    [Fact]
    public async Task A_token_changes_no_password_without_the_current_one()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await alice.SendAsync("DEVICE ADD :Firefox");
        string token = (await alice.SkipToAsync(" DEVICE ADD ")).Split(' ')[3];
        WireClient device = await Server.LogInAsync("alice", token);

        await device.SendAsync($"NS PASSWD {Password}", $"NS PASSWD {token} {Password}", "NS UNREGISTER alice");

        foreach (string told in new[] { "The password is not changed: give the current one too, or log in by a passkey just before", "The password is not changed: the current one is another" })
            Assert.Equal(told, TextOf(await device.ReadAsync()));
        Assert.StartsWith("You came in by a device's token", TextOf(await device.ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_shows_a_passkey_gives_up_the_account_and_the_passkey_opens_nothing_any_more()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await alice.SendAsync("NS UNREGISTER alice");
        string code = (await alice.SkipToAsync("UNREGISTER alice ")).Split(' ')[^1];

        await alice.SendAsync($"NS UNREGISTER alice {code}");
        await alice.SkipToAsync(":The account alice is no more");

        Assert.EndsWith($":{Failed}", await ShowAsync(await PageAsync("guest"), Phone), StringComparison.Ordinal);
        Assert.Equal(":test PASSKEY REGISTER alice :Key", await MakeAsync(alice, Key, "PASSKEY REGISTER * :Key"));
    }

    [Theory]
    [InlineData("PASSKEY REGISTER nobody :Phone", ":test FAIL PASSKEY INVALID_EMAIL REGISTER :An e-mail address is needed")]
    [InlineData("PASSKEY REGISTER *", ":test FAIL PASSKEY INVALID_NAME REGISTER :A passkey has a name of visible characters")]
    [InlineData("PASSKEY ADD :Phone", ":test FAIL PASSKEY ACCOUNT_REQUIRED :Log in to an account first")]
    [InlineData("PASSKEY ANSWER AAAA", ":test FAIL PASSKEY NOTHING_TO_ANSWER ANSWER :No passkey was asked for")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await StartAsync();
        PageClient page = await PageAsync("bob");

        await page.SendAsync(sent);

        await page.ExpectAsync(expected);
    }

    [Fact]
    public async Task The_rules_for_accounts_hold_for_those_with_passkeys_too()
    {
        await StartAsync(options => options with { Accounts = options.Accounts with { Register = false } });
        PageClient page = await PageAsync("bob");

        await page.SendAsync("PASSKEY REGISTER * :Phone");

        await page.ExpectAsync(":test FAIL PASSKEY TEMPORARILY_UNAVAILABLE REGISTER :Accounts cannot be registered here");
    }

    [Fact]
    public async Task Another_name_meanwhile_is_not_claimed()
    {
        await StartAsync();
        PageClient page = await PageAsync("bob");
        await page.SendAsync("PASSKEY REGISTER * :Phone");
        byte[] asked = await page.ReadMessageAsync(":test PASSKEY MAKE");
        await page.SendAsync("NICK carol");
        await page.ReadAsync();

        await page.SendMessageAsync("PASSKEY ANSWER", Phone.Make(asked));

        await page.ExpectAsync(":test FAIL PASSKEY ACCOUNT_NAME_MUST_BE_NICK ANSWER :An account has the name of your nickname");
    }
}
