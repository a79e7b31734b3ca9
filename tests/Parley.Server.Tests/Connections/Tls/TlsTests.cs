using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Server.Connections.Tls;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Connections.Tls;

/// <summary>TLS on the one port. Sources: https://www.rfc-editor.org/rfc/rfc8446, https://ircv3.net/specs/extensions/sts.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Who_speaks_TLS_and_who_does_not_talk_with_each_other_on_one_port()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await JoinAsync(await WireClient.ConnectTlsAsync(server.Endpoint), "ada");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await ada.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");

        await bob.SendAsync("PRIVMSG #garden :hello");
        await ada.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :hello");
        await ada.SendAsync("PRIVMSG #garden :Grüße");
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 PRIVMSG #garden :Grüße");

        await ada.SendAsync("WHOIS ada", "WHOIS bob");
        await ada.SkipToAsync(line => line == ":test 671 ada ada :is using a secure connection");
        await ada.SkipToAsync(line => line.Contains(" 318 ", StringComparison.Ordinal));
        await ada.SkipToAsync(line => line.Contains(" 311 ada bob ", StringComparison.Ordinal));
        Assert.DoesNotContain(await ada.SyncAsync(), line => line.Contains(" 671 ", StringComparison.Ordinal));
        await ada.SendAsync("QUIT :bye");
        Assert.StartsWith("ERROR :Closing link: ada", await ada.ExpectClosedAsync(), StringComparison.Ordinal);
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 QUIT :Quit: bye");
    }

    [Fact]
    public async Task Pages_and_WebSockets_come_by_TLS_too()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        using var http = new HttpClient(handler);

        Assert.Equal("ok\n", await http.GetStringAsync(new Uri($"https://{server.Endpoint}/healthz")));

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"wss://{server.Endpoint}/socket"), new HttpMessageInvoker(handler, disposeHandler: false), CancellationToken.None);
        await socket.SendAsync("CAP LS 302"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        byte[] answer = new byte[2000];
        WebSocketReceiveResult received = await socket.ReceiveAsync(answer, CancellationToken.None);
        Assert.StartsWith(":test CAP * LS", System.Text.Encoding.UTF8.GetString(answer, 0, received.Count), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_that_it_makes_for_itself_is_the_same_each_time()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient first = await WireClient.ConnectTlsAsync(server.Endpoint), second = await WireClient.ConnectTlsAsync(server.Endpoint);

        Assert.Equal(first.ServerCertificate!.GetCertHashString(), second.ServerCertificate!.GetCertHashString());
        string file = Path.Combine(server.Data, "tls.pem");
        using X509Certificate2 kept = X509Certificate2.CreateFromPemFile(file);
        Assert.Equal(first.ServerCertificate.GetCertHashString(), kept.GetCertHashString());
        Assert.True(kept.MatchesHostname("localhost"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_certificate_that_was_renewed_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        (string file, string keyFile) = Write("chat.example.org");
        await using TestServer server = await TestServer.StartAsync(options => options with { Tls = new TlsOptions { Certificate = file, Key = keyFile } });
        Assert.Equal("CN=chat.example.org", await SubjectAsync(server));

        (string certificate, string key) = Certificates.Make("renewed.example.org");
        await File.WriteAllTextAsync(file, "half a cert");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.Equal("CN=chat.example.org", await SubjectAsync(server));
        await File.WriteAllTextAsync(file, certificate);
        await File.WriteAllTextAsync(keyFile, key);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(1));
        Assert.Equal("CN=renewed.example.org", await SubjectAsync(server));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_said_at_the_start()
    {
        (string file, _) = Write("chat.example.org");
        (_, string otherKey) = Write("other.example.org");

        IOException refused = await Assert.ThrowsAsync<IOException>(()
            => TestServer.StartAsync(options => options with { Tls = new TlsOptions { Certificate = file, Key = otherKey } }));

        Assert.StartsWith($"The certificate in {file} with the key in {otherKey} cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5 })]
    [InlineData(new byte[] { 0x16, 0xFF, 0xFF, 0xFF, 0xFF })]
    public async Task A_handshake_that_is_none_ends_for_its_client_alone(byte[] hello)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient mallory = await server.ConnectAsync();
        await mallory.SendAtOnceAsync(hello);
        mallory.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);

        await mallory.ExpectClosedAsync();

        await using WireClient ada = await JoinAsync(await WireClient.ConnectTlsAsync(server.Endpoint), "ada");
        await ada.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_begins_a_handshake_and_falls_silent_is_let_go()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient sleeper = await server.ConnectAsync();
        await sleeper.SendAtOnceAsync(new byte[] { 0x16, 0x03, 0x01, 0x02, 0x00, 1 });
        WireClient bob = await server.RegisterAsync("bob");
        Task<string?> closed = sleeper.ExpectClosedAsync();

        // The handshake may not have begun when the clock is moved.
        while (await Task.WhenAny(closed, bob.SyncAsync()) != closed)
            server.Time.Advance(TimeSpan.FromSeconds(40));

        await closed;
    }

    [Fact]
    public async Task Who_reads_nothing_any_more_is_closed_all_the_same()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { CommandRate = 0 } });
        await using WireClient sleeper = await JoinAsync(await WireClient.ConnectTlsAsync(server.Endpoint), "sleeper");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        // More than fits into the transport's pipe and the sockets' buffers.
        string[] flood = [.. Enumerable.Repeat("PRIVMSG #garden :" + new string('x', 400), 500)];
        bool isGone = false;
        while (!isGone)
        {
            await bob.SendAtOnceAsync(flood);
            isGone = (await bob.SyncAsync()).Any(line => line.EndsWith("QUIT :SendQ exceeded", StringComparison.Ordinal));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Task<bool> closed = Task.Run(async () =>
        {
            // It never reads: it looks whether it can still write.
            try
            {
                while (true)
                {
                    await sleeper.Socket.SendAsync(new byte[] { 0 }, patience.Token);
                    await Task.Yield();
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                return true;
            }
        });
        while (await Task.WhenAny(closed, bob.SyncAsync()) != closed)
            server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await closed);
    }

    [Theory]
    [InlineData(true, "http/1.1")]
    [InlineData(true, "h2", "http/1.1")]
    [InlineData(false, "irc")]
    [InlineData(false)]
    public void A_browser_is_known_by_what_it_wants_to_speak(bool isBrowser, params string[] protocols)
    {
        byte[] names = [.. protocols.SelectMany(name => System.Text.Encoding.ASCII.GetBytes(name).Prepend((byte)name.Length))];
        byte[] alpn = protocols.Length == 0 ? [] : [0, 16, 0, (byte)(names.Length + 2), 0, (byte)names.Length, .. names];
        // Another extension before it, in which the same letters mean nothing.
        byte[] extensions = [0, 21, 0, 3, 2, (byte)'h', (byte)'2', .. alpn];
        byte[] hello = [1, 0, 0, 0, 3, 3, .. new byte[32], 0, 0, 2, 0x13, 1, 1, 0, 0, (byte)extensions.Length, .. extensions];

        Assert.Equal(isBrowser, ClientHello.Offers(hello, "http/1.1"u8, "h2"u8));
        for (int length = 0; length < hello.Length; length++)
            Assert.False(ClientHello.Offers(hello.AsSpan(0, length), "http/1.1"u8, "h2"u8));
    }

    [Fact]
    public async Task Clients_are_told_to_come_by_TLS_only_where_the_settings_say_so()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Tls = new TlsOptions { StrictDays = 30 } });
        WireClient plain = await server.ConnectAsync(), old = await server.ConnectAsync();
        await using WireClient secure = await WireClient.ConnectTlsAsync(server.Endpoint, "chat.example.org"), nameless = await WireClient.ConnectTlsAsync(server.Endpoint);

        Assert.Contains($"sts=port={server.Endpoint.Port}", await CapabilitiesAsync(plain));
        Assert.Contains("sts=duration=2592000", await CapabilitiesAsync(secure));
        Assert.DoesNotContain(await CapabilitiesAsync(nameless), word => word.StartsWith("sts", StringComparison.Ordinal));
        await old.SendAsync("CAP LS");
        Assert.DoesNotContain(await old.ReadCapabilitiesAsync(), word => word.StartsWith("sts", StringComparison.Ordinal));
        await plain.SendAsync("CAP REQ sts");
        await plain.ExpectAsync(":test CAP * NAK :sts");
    }

    [Fact]
    public async Task Browsers_are_sent_to_TLS_and_told_to_stay()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Tls = new TlsOptions { StrictDays = 1 } });
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        using var http = new HttpClient(handler);
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/rooms?a=b")) { Headers = { { "Accept", "text/html" } } };

        using HttpResponseMessage sent = await http.SendAsync(page);
        using HttpResponseMessage health = await http.GetAsync(new Uri(server.Url, "/healthz"));
        using HttpResponseMessage secure = await http.GetAsync(new Uri($"https://{server.Endpoint}/healthz"));

        Assert.Equal(($"https://{server.Endpoint}/rooms?a=b", HttpStatusCode.TemporaryRedirect), (sent.Headers.Location?.AbsoluteUri, sent.StatusCode));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("max-age=86400", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_certificate_of_ones_own_logs_one_in()
    {
        await using TestServer server = await TestServer.StartAsync();
        using X509Certificate2 own = Certificates.New("ada"), foreign = Certificates.New("mallory");
        string fingerprint = own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        await using WireClient ada = await JoinAsync(await WireClient.ConnectTlsAsync(server.Endpoint, "", own), "ada");
        await ada.SendAsync("NS REGISTER correct-horse", "NS CERT ADD", "WHOIS ada");
        await ada.SkipToAsync(line => line.EndsWith($"From now on that certificate logs you in, as the device certificate {fingerprint[..8]}", StringComparison.Ordinal));
        await ada.SkipToAsync(line => line == $":test 276 ada ada :has client certificate fingerprint {fingerprint}");

        await using WireClient again = await WireClient.ConnectTlsAsync(server.Endpoint, "", own);
        await again.SendAsync("CAP REQ sasl", "NICK ada", "USER ada 0 * :ada", "AUTHENTICATE EXTERNAL");
        await again.SkipToAsync(line => line.EndsWith("AUTHENTICATE +", StringComparison.Ordinal));
        await again.SendAsync("AUTHENTICATE +");
        await again.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal) && line.EndsWith("You are now logged in as ada", StringComparison.Ordinal));

        await using WireClient mallory = await WireClient.ConnectTlsAsync(server.Endpoint, "", foreign);
        await mallory.SendAsync("CAP REQ sasl", "NICK ada", "USER ada 0 * :ada", "AUTHENTICATE EXTERNAL", "AUTHENTICATE YWRh");
        await mallory.SkipToAsync(line => line.Contains(" 904 ", StringComparison.Ordinal));
        // What the fingerprint is may be known: it is no password.
        await mallory.SendAsync("AUTHENTICATE PLAIN", "AUTHENTICATE " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"\0ada\0certificate {fingerprint}")));
        await mallory.SkipToAsync(line => line.Contains(" 904 ", StringComparison.Ordinal));

        await ada.SendAsync($"NS CERT DEL {fingerprint}");
        await ada.SkipToAsync(line => line.EndsWith("The certificate does not log you in any more", StringComparison.Ordinal));
        await using WireClient late = await WireClient.ConnectTlsAsync(server.Endpoint, "", own);
        await late.SendAsync("CAP REQ sasl", "NICK ada", "USER ada 0 * :ada", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +");
        await late.SkipToAsync(line => line.Contains(" 904 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Passwords_do_not_go_over_a_network_in_the_clear_where_there_is_a_certificate()
    {
        (string file, string keyFile) = Write("chat.example.org");
        await using TestServer server = await TestServer.StartAsync(options => options with
        {
            Tls = new TlsOptions { Certificate = file, Key = keyFile },
            Connections = new ConnectionOptions { ProxiesFrom = ["127.0.0.1"] },
        });
        WireClient far = await server.ConnectAsync(), here = await server.ConnectAsync();
        await far.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428");

        Assert.Contains("sasl=SCRAM-SHA-256", await CapabilitiesAsync(far));
        Assert.Contains("sasl=PLAIN,SCRAM-SHA-256", await CapabilitiesAsync(here));
        await far.SendAsync("CAP REQ sasl", "AUTHENTICATE PLAIN");
        await far.SkipToAsync(line => line.EndsWith(" 908 * SCRAM-SHA-256 :are available SASL mechanisms", StringComparison.Ordinal));
    }

    private static async Task<string[]> CapabilitiesAsync(WireClient client)
    {
        await client.SendAsync("CAP LS 302");
        return await client.ReadCapabilitiesAsync();
    }

    private static async Task<string> SubjectAsync(TestServer server)
    {
        await using WireClient client = await WireClient.ConnectTlsAsync(server.Endpoint);
        return client.ServerCertificate!.Subject;
    }

    private static async Task<WireClient> JoinAsync(WireClient client, string nickname)
    {
        await client.SendAsync($"NICK {nickname}", $"USER {nickname} 0 * :{nickname}", "JOIN #garden");
        await client.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        return client;
    }

    private (string Certificate, string Key) Write(string name)
    {
        (string file, string keyFile) = (Path.Combine(_folder, name + ".pem"), Path.Combine(_folder, name + ".key.pem"));
        (string certificate, string key) = Certificates.Make(name);
        File.WriteAllText(file, certificate);
        File.WriteAllText(keyFile, key);
        return (file, keyFile);
    }
}
