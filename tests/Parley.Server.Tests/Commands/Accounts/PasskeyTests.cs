using System.Text;
using System.Text.Json.Nodes;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Sources: docs/irc.md, "Passkeys"; https://datatracker.ietf.org/doc/draft-bucksch-sasl-passkey/; https://www.w3.org/TR/webauthn-3/.</summary>
public sealed class PasskeyTests : IAsyncDisposable
{
    private const string Origin = "https://chat.example.org", Password = "correct-horse";
    private const string Failed = "SASL authentication failed", NotByToken = "Log in with the password or a passkey for this";

    private readonly SoftAuthenticator _phone = new(Origin);
    private readonly SoftAuthenticator _key = new(Origin);
    private readonly List<PageClient> _pages = [];
    private TestServer _server = null!;

    public async ValueTask DisposeAsync()
    {
        foreach (PageClient page in _pages)
            await page.DisposeAsync();
        await _server.DisposeAsync();
        _phone.Dispose();
        _key.Dispose();
    }

    private async Task StartAsync(Func<ParleyOptions, ParleyOptions>? configure = null)
        => _server = await TestServer.StartAsync(options => (configure ?? (same => same))(options with { Connections = options.Connections with { Origins = ["*"] } }));

    private async Task<PageClient> PageAsync(string nickname, string origin = Origin)
    {
        PageClient page = await PageClient.RegisterAsync(_server, origin, nickname);
        _pages.Add(page);
        return page;
    }

    private static async Task<string> MakeAsync(PageClient page, SoftAuthenticator authenticator, string command)
    {
        await page.SendAsync(command);
        await page.SendMessageAsync("PASSKEY ANSWER", authenticator.Make(await page.ReadMessageAsync(":test PASSKEY MAKE")));
        return await page.ReadAsync();
    }

    private async Task<PageClient> AliceAsync()
    {
        PageClient alice = await PageAsync("alice");
        Assert.Equal(":test PASSKEY REGISTER alice :Phone", await MakeAsync(alice, _phone, "PASSKEY REGISTER * :Phone"));
        await alice.SyncAsync();
        return alice;
    }

    // The answer to the passkey: 900 and 903, or the refusal.
    private static async Task<string> ShowAsync(PageClient page, SoftAuthenticator authenticator, string whom = "+")
    {
        await page.SendAsync("AUTHENTICATE PASSKEY", $"AUTHENTICATE {whom}");
        await page.ExpectAsync(":test AUTHENTICATE +");
        await page.SendMessageAsync("AUTHENTICATE", authenticator.Show(await page.ReadMessageAsync(":test AUTHENTICATE")));
        return await page.ReadAsync();
    }

    // Who says nothing for so long is closed.
    private async Task WaitAsync(PageClient page, int minutes)
    {
        for (; minutes > 0; minutes--)
        {
            _server.Time.Advance(TimeSpan.FromMinutes(1));
            await page.SyncAsync();
        }
    }

    private static string TextOf(string line) => line[(line.IndexOf(" :", 1, StringComparison.Ordinal) + 2)..];

    [Fact]
    public async Task A_name_is_claimed_with_a_passkey_and_nothing_else_and_comes_back_by_it()
    {
        await StartAsync();
        PageClient alice = await PageAsync("alice");

        Assert.Equal(":test PASSKEY REGISTER alice :Phone", await MakeAsync(alice, _phone, "PASSKEY REGISTER * :Phone"));
        await alice.ExpectAsync(":test 900 alice alice!~alice@127.0.0.1 alice :You are now logged in as alice");
        PageClient back = await PageAsync("guest");
        Assert.Equal(":test 900 guest guest!~guest@127.0.0.1 alice :You are now logged in as alice", await ShowAsync(back, _phone));
        await back.SkipToAsync(":test 903 ");
    }

    [Fact]
    public async Task It_lets_one_in_before_registration_and_gets_the_device_a_token()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageClient.ConnectAsync(_server, Origin);
        _pages.Add(page);

        await page.SendAsync("CAP LS 302");
        Assert.Contains(" sasl=PLAIN,SCRAM-SHA-256,PASSKEY ", await page.SkipToAsync(" sasl="), StringComparison.Ordinal);
        await page.SendAsync("CAP REQ :sasl batch", "NICK alice", "USER alice 0 * :alice");
        await page.SkipToAsync(" ACK ");
        Assert.Contains(" 900 ", await ShowAsync(page, _phone), StringComparison.Ordinal);
        await page.SendAsync("CAP END");
        await page.SkipToAsync(" 376 ");
        await page.SendAsync("DEVICE ADD :Firefox");

        Assert.StartsWith(":test DEVICE ADD parley_", await page.SkipToAsync(" DEVICE "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_for_the_passkey_may_take_longer_to_register()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageClient.ConnectAsync(_server, Origin);
        _pages.Add(page);
        await page.SendAsync("CAP REQ :sasl", "NICK alice", "USER alice 0 * :alice", "AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await page.SkipToAsync("AUTHENTICATE +");
        byte[] asked = await page.ReadMessageAsync(":test AUTHENTICATE");

        _server.Time.Advance(TimeSpan.FromMinutes(1));
        await page.SendMessageAsync("AUTHENTICATE", _phone.Show(asked));
        await page.SkipToAsync(" 903 ");
        _server.Time.Advance(TimeSpan.FromSeconds(20));
        await page.SendAsync("CAP END");

        await page.SkipToAsync(" 376 alice ");
    }

    [Fact]
    public async Task Of_an_account_with_a_password_passkeys_are_added_listed_and_removed()
    {
        await StartAsync();
        PageClient alice = await PageAsync("alice");
        await alice.SendAsync($"REGISTER * * {Password}");
        await alice.SyncAsync();

        Assert.Equal(":test PASSKEY ADD :Phone", await MakeAsync(alice, _phone, "PASSKEY ADD :Phone"));
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(":test PASSKEY ADD :phone 2", await MakeAsync(alice, _key, "PASSKEY ADD :phone"));
        await ShowAsync(await PageAsync("guest"), _phone);
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
        Assert.EndsWith($":{Failed}", await ShowAsync(await PageAsync("other"), _phone), StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<SoftAuthenticator>> Lies { get; } = new()
    {
        { "another challenge", phone => phone.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "another origin", phone => phone.Origin = "https://evil.example" },
        { "another host", phone => phone.Host = "example.org" },
        { "nobody there", phone => phone.IsUserVerified = false },
        { "a frame", phone => phone.IsFramed = true },
        { "another ceremony", phone => phone.Type = "webauthn.other" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_answers_something_else_is_refused(string what, Action<SoftAuthenticator> lie)
    {
        await StartAsync();
        await AliceAsync();
        lie(_phone);
        lie(_key);
        PageClient page = await PageAsync("guest");

        Assert.True(await ShowAsync(page, _phone) is var shown && shown == $":test 904 guest :{Failed}", what);
        Assert.StartsWith(":test FAIL PASSKEY INVALID_PASSKEY ANSWER :", await MakeAsync(page, _key, "PASSKEY REGISTER * :Key"), StringComparison.Ordinal);
        await page.SendAsync("PASSKEY ANSWER +");
        await page.ExpectAsync(":test FAIL PASSKEY NOTHING_TO_ANSWER ANSWER :No passkey was asked for");
    }

    public static TheoryData<string, Action<SoftAuthenticator>> OtherPasskeys { get; } = new()
    {
        { "an unknown id", phone => phone.Id = new byte[32] },
        { "an unknown account", phone => phone.Handle = "AAAAAAAAAAAAAAAAAAAAAA" },
        { "a signature of something else", phone => phone.HasBadSignature = true },
        { "an older counter", phone => phone.SignCount = 4 },
        { "the same counter", phone => phone.SignCount = 5 },
        { "an id that is too long", phone => phone.Id = new byte[1024] },
        { "a message that is too long", phone => phone.Origin = new string('x', 12_000) },
    };

    [Theory]
    [MemberData(nameof(OtherPasskeys))]
    public async Task A_passkey_that_is_not_it_is_refused(string what, Action<SoftAuthenticator> change)
    {
        await StartAsync();
        _phone.SignCount = 5;
        await AliceAsync();
        change(_phone);
        PageClient page = await PageAsync("guest");

        string answer = await ShowAsync(page, _phone);

        Assert.True(answer.StartsWith($":test 904 guest :{Failed}", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.DoesNotContain(await page.SyncAsync(), line => line.Contains(" 900 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_good_for_one_challenge_and_for_a_while()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageAsync("guest");
        await page.SendAsync("AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await page.ExpectAsync(":test AUTHENTICATE +");
        byte[] answer = _phone.Show(await page.ReadMessageAsync(":test AUTHENTICATE"));
        await WaitAsync(page, minutes: 5);
        await page.SendMessageAsync("AUTHENTICATE", answer);
        Assert.Contains(" 904 ", await page.ReadAsync(), StringComparison.Ordinal);

        await page.SendAsync("AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await page.ExpectAsync(":test AUTHENTICATE +");
        await page.ReadMessageAsync(":test AUTHENTICATE");
        await page.SendMessageAsync("AUTHENTICATE", answer);

        Assert.Contains(" 904 ", await page.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_shows_what_is_not_taken_must_wait_as_with_passwords()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageAsync("guest");
        _phone.HasBadSignature = true;
        for (int i = 0; i < 3; i++)
            await ShowAsync(page, _phone);
        _phone.HasBadSignature = false;

        Assert.Equal($"{Failed}: too many attempts, try again in 1 seconds", TextOf(await ShowAsync(page, _phone)));
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(" 900 ", await ShowAsync(page, _phone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_named_an_account_or_is_logged_in_shows_a_passkey_of_that_one()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        PageClient bob = await PageAsync("bob");
        await MakeAsync(bob, _key, "PASSKEY REGISTER * :Key");
        await bob.SyncAsync();
        PageClient page = await PageAsync("guest");
        string alicesName = Convert.ToBase64String("Alice"u8);

        Assert.Equal($"{Failed}: the passkey is another account's", TextOf(await ShowAsync(page, _key, alicesName)));
        Assert.Equal($"{Failed}: the passkey is another account's", TextOf(await ShowAsync(alice, _key)));
        Assert.Contains(" 900 ", await ShowAsync(alice, _phone), StringComparison.Ordinal);
        await alice.SyncAsync();
        await alice.SendAsync("AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await alice.ExpectAsync(":test AUTHENTICATE +");
        JsonNode asked = JsonNode.Parse(await alice.ReadMessageAsync(":test AUTHENTICATE"))!;
        Assert.Equal(_phone.Id, System.Buffers.Text.Base64Url.DecodeFromChars((string)asked["allowCredentials"]!.AsArray().Single()!["id"]!));
        Assert.Contains(" 900 ", await ShowAsync(page, _phone, alicesName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_learns_from_a_challenge_which_passkeys_an_account_has()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageAsync("guest");

        foreach (string whom in new[] { "alice", "nobody" })
        {
            await page.SendAsync("AUTHENTICATE PASSKEY", $"AUTHENTICATE {Convert.ToBase64String(Encoding.UTF8.GetBytes(whom))}");
            await page.ExpectAsync(":test AUTHENTICATE +");
            Assert.Empty(JsonNode.Parse(await page.ReadMessageAsync(":test AUTHENTICATE"))!["allowCredentials"]!.AsArray());
            await page.SendAsync("AUTHENTICATE *");
            await page.ExpectAsync(":test 906 guest :SASL authentication aborted");
        }
    }

    [Theory]
    [InlineData("http://chat.example.org")]
    [InlineData("https://203.0.113.5")]
    public async Task Where_browsers_have_no_passkeys_the_server_has_none(string origin)
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
        await MakeAsync(alice, _key, "PASSKEY ADD :Key");
        await alice.SendAsync("DEVICE ADD :Firefox");
        string token = (await alice.SkipToAsync(" DEVICE ADD ")).Split(' ')[3];
        PageClient page = await PageAsync("guest");
        await page.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0alice\0{token}"))}");
        await page.SkipToAsync(" 903 ");
        await page.SyncAsync();

        await page.SendAsync("PASSKEY ADD :Tablet", "PASSKEY REMOVE :Phone");
        await page.ExpectAsync($":test FAIL PASSKEY PASSWORD_REQUIRED ADD :{NotByToken}", $":test FAIL PASSKEY PASSWORD_REQUIRED REMOVE :{NotByToken}");
        await ShowAsync(page, _key);
        await page.SyncAsync();
        await page.SendAsync("PASSKEY REMOVE :Phone", "PASSKEY REMOVE :Key");

        await page.ExpectAsync(
            ":test PASSKEY REMOVE :Phone",
            ":test FAIL PASSKEY LAST_PASSKEY REMOVE :It is the only way into the account: give it a password or another passkey first");
    }

    [Fact]
    public async Task Who_has_just_shown_a_passkey_sets_a_password_and_later_not()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await WaitAsync(alice, minutes: 5);
        await alice.SendAsync($"NS PASSWD {Password}");
        Assert.Equal("The password is not changed: give the current one too, or log in by a passkey just before", TextOf(await alice.ReadAsync()));

        await ShowAsync(alice, _phone);
        await alice.SyncAsync();
        await alice.SendAsync($"NS SET PASSWORD {Password}");

        Assert.Equal("The password is changed", TextOf(await alice.ReadAsync()));
        await _server.LogInAsync("alice", Password);
    }

    [Fact]
    public async Task A_token_changes_no_password_without_the_current_one()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        await alice.SendAsync("DEVICE ADD :Firefox");
        string token = (await alice.SkipToAsync(" DEVICE ADD ")).Split(' ')[3];
        WireClient device = await _server.LogInAsync("alice", token);

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

        Assert.EndsWith($":{Failed}", await ShowAsync(await PageAsync("guest"), _phone), StringComparison.Ordinal);
        Assert.Equal(":test PASSKEY REGISTER alice :Key", await MakeAsync(alice, _key, "PASSKEY REGISTER * :Key"));
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

        await page.SendMessageAsync("PASSKEY ANSWER", _phone.Make(asked));

        await page.ExpectAsync(":test FAIL PASSKEY ACCOUNT_NAME_MUST_BE_NICK ANSWER :An account has the name of your nickname");
    }

    [Fact]
    public async Task A_suspended_account_lets_nobody_in_by_a_passkey()
    {
        await StartAsync();
        await AliceAsync();
        await _server.AskAsync(AccountCommands.Suspend, new SuspendQuestion("alice", "spam"));

        Assert.Equal($"{Failed}: the account is suspended: spam", TextOf(await ShowAsync(await PageAsync("guest"), _phone)));
    }
}
