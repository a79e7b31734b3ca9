using System.Net;
using Parley.Core.History;
using Parley.Core.Push;
using Parley.Core.Storage;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Push;

/// <summary>Source: https://github.com/ircv3/ircv3-specifications/pull/471 (draft/webpush).</summary>
public sealed class WebPushTests : IAsyncLifetime
{
    private const string Password = "correct-horse";

    private PushReceiver _service = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await PushReceiver.StartAsync();
        _server = await TestServer.StartAsync(options => options with { Push = options.Push with { Private = true, Contact = "mailto:me@example.org" } });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_gone_is_told_what_names_them_in_a_room_and_what_is_said_to_them_alone()
    {
        WireClient alice = await LeaveAsync("alice", "phone");
        WireClient bob = await _server.JoinAsync("#garden", "bob");

        await bob.SendAsync("PRIVMSG #garden :nobody", "PRIVMSG #garden :alicea is another", "NOTICE alice :a program", "PRIVMSG alice :\u0001VERSION\u0001", "PRIVMSG #garden :well, @Alice: look");
        (string browser, string line) = await _service.ReadAsync();
        Assert.Equal("phone", browser);
        Assert.Matches("^@time=2026-11-22T12:00:00.\\d{3}Z;msgid=[0-9a-f]{32} :bob!~bob@127.0.0.1 PRIVMSG #garden :well, @Alice: look$", line);
        await bob.SendAsync("PRIVMSG alice :Are you there?");
        Assert.EndsWith(" PRIVMSG alice :Are you there?", (await _service.ReadAsync()).Line, StringComparison.Ordinal);

        Assert.Equal("aes128gcm", _service.Headers["Content-Encoding"]);
        Assert.Equal("86400", _service.Headers["TTL"]);
        Assert.StartsWith("vapid t=", _service.Headers["Authorization"], StringComparison.Ordinal);
        Assert.False(_service.HasMore);
        await alice.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_told_who_is_here_or_has_read_it_elsewhere()
    {
        await LeaveAsync("alice", "phone");
        WireClient bob = await _server.JoinAsync("#garden", "bob");
        _service.Answer = _ => HttpStatusCode.ServiceUnavailable;
        await bob.SendAsync("PRIVMSG alice :first");
        Assert.Equal("ServiceUnavailable", (await _service.ReadAsync()).Line);

        WireClient laptop = await _server.LogInAsync("alice", Password, "draft/read-marker", "draft/pre-away");
        await bob.SyncAsync();
        await bob.SendAsync("PRIVMSG alice :you are here");
        await bob.SyncAsync();
        await laptop.SendAsync("MARKREAD bob timestamp=2026-11-22T12:00:00.900Z", "AWAY :gone again");
        await laptop.SyncAsync();
        _service.Answer = _ => null;
        // What is tried again was read meanwhile; what is said now was not.
        _server.Time.Advance(TimeSpan.FromSeconds(20));
        await bob.SendAsync("PRIVMSG alice :and now");

        Assert.EndsWith(" :and now", (await _service.ReadAsync()).Line, StringComparison.Ordinal);
        Assert.False(_service.HasMore);
    }

    [Fact]
    public async Task A_service_that_fails_is_tried_again_later_and_one_that_says_gone_never()
    {
        await LeaveAsync("alice", "busy", "gone");
        WireClient bob = await _server.JoinAsync("#garden", "bob");
        _service.Answer = browser => browser == "gone" ? HttpStatusCode.Gone : HttpStatusCode.TooManyRequests;
        await bob.SendAsync("PRIVMSG alice :first");
        Assert.Equal(["Gone", "TooManyRequests"], new[] { (await _service.ReadAsync()).Line, (await _service.ReadAsync()).Line }.Order());

        _service.Answer = _ => null;
        Task<(string Browser, string Line)> next = _service.ReadAsync();
        while (!next.IsCompleted)
        {
            _server.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }
        Assert.Equal("busy", (await next).Browser);
        await bob.SendAsync("PRIVMSG alice :second");
        (string browser, string line) = await _service.ReadAsync();
        Assert.Equal("busy", browser);
        Assert.EndsWith(" :second", line, StringComparison.Ordinal);
        Assert.False(_service.HasMore);
    }

    [Fact]
    public async Task A_device_that_is_revoked_hears_nothing_more_nor_does_one_that_unregisters()
    {
        WireClient alice = await ComeAsync("alice");
        await alice.SendAsync("DEVICE ADD :Phone");
        await alice.SyncAsync();
        await RegisterAsync(alice, "phone");
        WireClient laptop = await _server.LogInAsync("alice", Password, "draft/webpush");
        await RegisterAsync(laptop, "laptop");
        await RegisterAsync(laptop, "tablet");
        await laptop.SendAsync($"WEBPUSH UNREGISTER {_service.EndpointOf("tablet")}", "WEBPUSH UNREGISTER https://nowhere.test/", "DEVICE REVOKE :Phone");
        await laptop.ExpectAsync(
            $":test WEBPUSH UNREGISTER {_service.EndpointOf("tablet")}", ":test WEBPUSH UNREGISTER https://nowhere.test/", ":test DEVICE REVOKE :Phone");
        await laptop.SendAsync("AWAY :gone");
        await laptop.SyncAsync();
        await UntilAwayAsync("alice");
        WireClient bob = await _server.RegisterAsync("bob");

        await bob.SendAsync("PRIVMSG alice :one", "PRIVMSG alice :two");

        Assert.Equal("laptop", (await _service.ReadAsync()).Browser);
        Assert.Equal("laptop", (await _service.ReadAsync()).Browser);
        Assert.False(_service.HasMore);
    }

    [Fact]
    public async Task Of_two_accounts_in_one_browser_the_later_is_told()
    {
        await LeaveAsync("alice", "shared");
        await LeaveAsync("carol", "shared");
        WireClient bob = await _server.RegisterAsync("bob");

        await bob.SendAsync("PRIVMSG alice :for alice", "PRIVMSG carol :for carol");

        Assert.EndsWith(" :for carol", (await _service.ReadAsync()).Line, StringComparison.Ordinal);
        Assert.False(_service.HasMore);
    }

    [Fact]
    public async Task The_key_is_announced_and_what_was_asked_for_outlives_the_server()
    {
        var store = new MemoryStore(new HistoryBounds(100, TimeSpan.Zero, 1 << 20), TimeProvider.System);
        store.Push.Save(new PushSubscription("alice", "https://push.test/1", [4, .. new byte[64]], new byte[16], null, _server.Time.GetUtcNow()));
        await using TestServer server = await TestServer.StartAsync(store: store);
        WireClient alice = await server.ConnectAsync();
        await alice.SendAsync("CAP LS 302");
        string[] offered = await alice.ReadCapabilitiesAsync();
        await alice.SendAsync("CAP END", "NICK alice", "USER alice 0 * :alice");
        string token = await alice.SkipToAsync(line => line.Contains(" VAPID=", StringComparison.Ordinal));

        Assert.Contains("draft/webpush", offered);
        Assert.Contains("soju.im/webpush", offered);
        Assert.Matches(" VAPID=B[A-Za-z0-9_-]{86} ", token);
        await alice.SendAsync($"REGISTER * * {Password}", "CAP REQ draft/persistence", "PERSISTENCE GET");
        // Who is told while nobody looks stays for that.
        await alice.SkipToAsync(line => line.EndsWith(" PERSISTENCE STATUS DEFAULT ON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_it_is_switched_off_nobody_hears_of_it()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Push = options.Push with { Enabled = false } });
        WireClient alice = await server.ConnectAsync();
        await alice.SendAsync("CAP LS 302");
        Assert.DoesNotContain("draft/webpush", await alice.ReadCapabilitiesAsync());
        await alice.SendAsync("CAP END", "NICK alice", "USER alice 0 * :alice");
        await alice.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        await alice.SendAsync("WEBPUSH UNREGISTER https://push.test/1");
        await alice.ExpectAsync(":test FAIL WEBPUSH FORBIDDEN UNREGISTER https://push.test/1 :This server sends nothing to push services");
        Assert.False(File.Exists(Path.Combine(server.Data, "vapid.key")));
    }

    [Theory]
    [InlineData("WEBPUSH", ":test 461 alice WEBPUSH :Not enough parameters")]
    [InlineData("WEBPUSH LIST", ":test FAIL WEBPUSH INVALID_PARAMS LIST :It takes REGISTER with an endpoint and keys, or UNREGISTER with an endpoint")]
    [InlineData("WEBPUSH REGISTER https://push.test/1", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://push.test/1 :It takes REGISTER with an endpoint and keys, or UNREGISTER with an endpoint")]
    [InlineData("WEBPUSH REGISTER https://push.test/1 auth=BTBZMqHH6r4Tts7J_aSIgg", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://push.test/1 :The keys are p256dh, a point of P-256, and auth, 16 bytes")]
    [InlineData("WEBPUSH REGISTER https://push.test/1 p256dh=BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA;auth=BTBZMqHH6r4Tts7J_aSIgg", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://push.test/1 :The keys are p256dh, a point of P-256, and auth, 16 bytes")]
    [InlineData("WEBPUSH REGISTER http://push.example/1 KEYS", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER http://push.example/1 :Push services have an address of https in the public internet")]
    [InlineData("WEBPUSH REGISTER https://10.0.0.1/1 KEYS", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://10.0.0.1/1 :Push services have an address of https in the public internet")]
    [InlineData("WEBPUSH REGISTER https://[::ffff:127.0.0.1]/1 KEYS", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://[::ffff:127.0.0.1]/1 :Push services have an address of https in the public internet")]
    [InlineData("WEBPUSH REGISTER https://me:too@push.test/1 KEYS", ":test FAIL WEBPUSH INVALID_PARAMS REGISTER https://me:too@push.test/1 :Push services have an address of https in the public internet")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync($"REGISTER * * {Password}");
        await alice.SyncAsync();

        await alice.SendAsync(sent.Replace("KEYS", _service.Keys, StringComparison.Ordinal));

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task It_takes_an_account_and_not_too_many_browsers()
    {
        WireClient guest = await _server.RegisterAsync("guest"), alice = await ComeAsync("alice");
        await guest.SendAsync($"WEBPUSH REGISTER https://push.test/1 {_service.Keys}");
        await guest.ExpectAsync(":test FAIL WEBPUSH ACCOUNT_REQUIRED REGISTER https://push.test/1 :Log in to an account first");
        for (int n = 0; n < PushSubscriptions.MostPerAccount; n++)
            await RegisterAsync(alice, $"{n}");

        await RegisterAsync(alice, "0");
        await alice.SendAsync($"WEBPUSH REGISTER https://push.test/1 {_service.Keys}");
        await alice.ExpectAsync(":test FAIL WEBPUSH MAX_REGISTRATIONS REGISTER https://push.test/1 :The account has too many subscriptions");
    }

    private async Task<WireClient> ComeAsync(string name)
    {
        WireClient client = await _server.JoinAsync("#garden", name, "draft/webpush");
        await client.SendAsync($"REGISTER * * {Password}");
        await client.SyncAsync();
        return client;
    }

    private async Task RegisterAsync(WireClient client, string browser)
    {
        await client.SendAtOnceAsync($"WEBPUSH REGISTER {_service.EndpointOf(browser)} {_service.Keys}");
        Assert.Equal($":test WEBPUSH REGISTER {_service.EndpointOf(browser)}", await client.SkipToAsync(line => line.Contains("WEBPUSH", StringComparison.Ordinal)));
    }

    // Somebody with an account who was in #garden, has these browsers told, and is away.
    private async Task<WireClient> LeaveAsync(string name, params string[] browsers)
    {
        WireClient client = await ComeAsync(name);
        foreach (string browser in browsers)
            await RegisterAsync(client, browser);
        await client.SendAsync("QUIT");
        await client.ExpectClosedAsync();
        await UntilAwayAsync(name);
        return client;
    }

    // A session that has ended is there until the server has seen that.
    private async Task UntilAwayAsync(string name)
    {
        WireClient watcher = await _server.RegisterAsync("watcher");
        while (!(await AskAsync(watcher, name)).Contains(" 301 ", StringComparison.Ordinal))
            await Task.Yield();
        await watcher.SendAsync("QUIT");
        await watcher.ExpectClosedAsync();
    }

    private static async Task<string> AskAsync(WireClient watcher, string name)
    {
        await watcher.SendAtOnceAsync($"WHOIS {name}");
        return string.Join('\n', await watcher.SyncAsync());
    }
}
