using System.Text;
using System.Text.Json.Nodes;
using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Sources: https://datatracker.ietf.org/doc/draft-bucksch-sasl-passkey/, https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion.</summary>
public sealed class PasskeyLoginTests : PasskeyTestBase
{
    [Fact]
    public async Task It_lets_one_in_before_registration_and_gets_the_device_a_token()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await ConnectAsync();

        await page.SendAsync("CAP LS 302");
        Assert.Contains(" sasl=PLAIN,SCRAM-SHA-256,PASSKEY ", await page.SkipToAsync(" sasl="), StringComparison.Ordinal);
        await page.SendAsync("CAP REQ :sasl batch", "NICK alice", "USER alice 0 * :alice");
        await page.SkipToAsync(" ACK ");
        Assert.Contains(" 900 ", await ShowAsync(page, Phone), StringComparison.Ordinal);
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
        PageClient page = await ConnectAsync();
        await page.SendAsync("CAP REQ :sasl", "NICK alice", "USER alice 0 * :alice", "AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await page.SkipToAsync("AUTHENTICATE +");
        byte[] asked = await page.ReadMessageAsync(":test AUTHENTICATE");

        Server.Time.Advance(TimeSpan.FromMinutes(1));
        await page.SendMessageAsync("AUTHENTICATE", Phone.Show(asked));
        await page.SkipToAsync(" 903 ");
        Server.Time.Advance(TimeSpan.FromSeconds(20));
        await page.SendAsync("CAP END");

        await page.SkipToAsync(" 376 alice ");
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
        lie(Phone);
        lie(Key);
        PageClient page = await PageAsync("guest");

        Assert.True(await ShowAsync(page, Phone) is var shown && shown == $":test 904 guest :{Failed}", what);
        Assert.StartsWith(":test FAIL PASSKEY INVALID_PASSKEY ANSWER :", await MakeAsync(page, Key, "PASSKEY REGISTER * :Key"), StringComparison.Ordinal);
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
        Phone.SignCount = 5;
        await AliceAsync();
        change(Phone);
        PageClient page = await PageAsync("guest");

        string answer = await ShowAsync(page, Phone);

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
        byte[] answer = Phone.Show(await page.ReadMessageAsync(":test AUTHENTICATE"));
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
    public async Task Another_port_of_the_host_may_be_somebody_elses()
    {
        await StartAsync();
        await AliceAsync();
        PageClient evil = await PageAsync("guest", $"{Origin}:8443");
        Phone.Origin = $"{Origin}:8443";

        Assert.Equal(Failed, TextOf(await ShowAsync(evil, Phone)));
    }

    [Fact]
    public async Task Unless_it_is_where_the_operator_says_that_people_reach_the_server()
    {
        await StartAsync(options => options with { Server = options.Server with { Url = new Uri($"{Origin}:8443/") } });
        await AliceAsync();
        PageClient moved = await PageAsync("guest", $"{Origin}:8443");
        Phone.Origin = $"{Origin}:8443";

        Assert.Contains(" 900 ", await ShowAsync(moved, Phone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authenticator_that_was_told_which_passkey_to_show_need_not_say_whose_it_is()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        Phone.IsSilentOfHandle = true;

        Assert.Contains(" 900 ", await ShowAsync(alice, Phone), StringComparison.Ordinal);
        Assert.Equal(Failed, TextOf(await ShowAsync(await PageAsync("guest"), Phone)));
    }

    [Fact]
    public async Task Who_guesses_the_password_keeps_no_passkey_out()
    {
        await StartAsync(options => options with { Connections = options.Connections with { Origins = ["*"], ProxiesFrom = ["127.0.0.1"] } });
        await AliceAsync();
        for (int i = 0; i < 12; i++)
        {
            await using WireClient guesser = await Server.ConnectAsync();
            await guesser.SendAtOnceAsync($"PROXY TCP4 192.0.{i}.7 198.51.100.1 40000 2428", "CAP REQ sasl", $"NICK guess{i}", "AUTHENTICATE PLAIN",
                "AUTHENTICATE " + Convert.ToBase64String("\0alice\0wrong-guess"u8));
            await guesser.SkipToAsync(line => line.Contains(" 904 ", StringComparison.Ordinal));
        }

        Assert.Contains(" 900 ", await ShowAsync(await PageAsync("guest"), Phone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_shows_what_is_not_taken_must_wait_as_with_passwords()
    {
        await StartAsync();
        await AliceAsync();
        PageClient page = await PageAsync("guest");
        Phone.HasBadSignature = true;
        for (int i = 0; i < 3; i++)
            await ShowAsync(page, Phone);
        Phone.HasBadSignature = false;

        Assert.Equal($"{Failed}: too many attempts, try again in 1 seconds", TextOf(await ShowAsync(page, Phone)));
        Server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(" 900 ", await ShowAsync(page, Phone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_named_an_account_or_is_logged_in_shows_a_passkey_of_that_one()
    {
        await StartAsync();
        PageClient alice = await AliceAsync();
        PageClient bob = await PageAsync("bob");
        await MakeAsync(bob, Key, "PASSKEY REGISTER * :Key");
        await bob.SyncAsync();
        PageClient page = await PageAsync("guest");
        string alicesName = Convert.ToBase64String("Alice"u8);

        Assert.Equal($"{Failed}: the passkey is another account's", TextOf(await ShowAsync(page, Key, alicesName)));
        Assert.Equal($"{Failed}: the passkey is another account's", TextOf(await ShowAsync(alice, Key)));
        Assert.Contains(" 900 ", await ShowAsync(alice, Phone), StringComparison.Ordinal);
        await alice.SyncAsync();
        await alice.SendAsync("AUTHENTICATE PASSKEY", "AUTHENTICATE +");
        await alice.ExpectAsync(":test AUTHENTICATE +");
        JsonNode asked = JsonNode.Parse(await alice.ReadMessageAsync(":test AUTHENTICATE"))!;
        Assert.Equal(Phone.Id, System.Buffers.Text.Base64Url.DecodeFromChars((string)asked["allowCredentials"]!.AsArray().Single()!["id"]!));
        Assert.Contains(" 900 ", await ShowAsync(page, Phone, alicesName), StringComparison.Ordinal);
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

    [Fact]
    public async Task A_suspended_account_lets_nobody_in_by_a_passkey()
    {
        await StartAsync();
        await AliceAsync();
        await Server.AskAsync(AccountCommands.Suspend, new SuspendQuestion("alice", "spam"));

        Assert.Equal($"{Failed}: the account is suspended: spam", TextOf(await ShowAsync(await PageAsync("guest"), Phone)));
    }
}
