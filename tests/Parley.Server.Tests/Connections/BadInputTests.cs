using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Connections;

/// <summary>Whatever one client sends, or does not, concerns that client alone. The harness fails each of these when the server logs an error.</summary>
public sealed class BadInputTests
{
    public static TheoryData<byte[], string> Lines => new()
    {
        { "PRIVMSG #lobby :\xff\xfe\r\n".Select(c => (byte)c).ToArray(), ":test FAIL PRIVMSG INVALID_UTF8 :Message rejected, this server takes UTF-8 only" },
        { "\xc3(\r\n".Select(c => (byte)c).ToArray(), ":test FAIL * INVALID_UTF8 :Message rejected, this server takes UTF-8 only" },
        { "PRIVMSG #lobby :a\0b\r\n"u8.ToArray(), ":test 400 eve * :The line is not a message of IRC" },
        { "@+a=\rb TAGMSG #lobby\r\n"u8.ToArray(), ":test 400 eve * :The line is not a message of IRC" },
        { "@tags-only\r\n"u8.ToArray(), ":test 400 eve * :The line is not a message of IRC" },
        { ":source-only\r\n"u8.ToArray(), ":test 400 eve * :The line is not a message of IRC" },
        { "\u0001\u0002 x\r\n"u8.ToArray(), ":test 421 eve \u0001\u0002 :Unknown command" },
        { Encoding.ASCII.GetBytes($"PRIVMSG #lobby :{new string('x', 500)}\r\n"), ":test 417 eve :Input line was too long" },
        { Encoding.ASCII.GetBytes($"{new string('x', 10_000)}\r\n"), ":test 417 eve :Input line was too long" },
        { Encoding.ASCII.GetBytes($"PRIVMSG {string.Join(',', Enumerable.Repeat("x", 200))} :x\r\n"), ":test 401 eve x :No such nick/channel" },
        { Encoding.ASCII.GetBytes($"JOIN {string.Join(' ', Enumerable.Repeat("y", 200))}\r\n"), ":test 403 eve y :No such channel" },
        { Encoding.UTF8.GetBytes("WHOIS \uFFFE\r\n"), ":test 401 eve \uFFFE :No such nick/channel" },
        { Encoding.UTF8.GetBytes("TOPIC #\uFFFE\r\n"), ":test 403 eve #\uFFFE :No such channel" },
        { "ABCDEFGHIJKLMNOPQRSTUVWXYZ x\r\n"u8.ToArray(), ":test 421 eve ABCDEFGHIJKLMNOPQRSTUVWXYZ :Unknown command" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_bad_line_is_refused_and_all_else_goes_on(byte[] sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (ada, bob) = await server.JoinBothAsync("#lobby", "ada", "bob");
        WireClient eve = await server.RegisterAsync("eve");

        await eve.SendAtOnceAsync(sent);

        await eve.ExpectAsync(expected);
        await eve.SyncAsync();
        await ada.SendAsync("PRIVMSG #lobby :still here");
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 PRIVMSG #lobby :still here");
    }

    [Fact]
    public async Task Empty_lines_and_bare_line_feeds_are_fine()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient eve = await server.RegisterAsync("eve");

        await eve.SendSlowlyAsync("\r\n\n   \r\nPING a\nPING b\r\n"u8.ToArray());

        await eve.ExpectAsync(":test PONG test :a", ":test PONG test :b");
    }

    [Fact]
    public async Task A_line_that_never_ends_takes_no_memory_hinders_nobody_and_ends_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (ada, bob) = await server.JoinBothAsync("#lobby", "ada", "bob");
        WireClient eve = await server.RegisterAsync("eve");
        byte[] megabyte = new byte[1 << 20];
        Array.Fill(megabyte, (byte)'x');

        await eve.SendAtOnceAsync(megabyte);

        await ada.SendAsync("PRIVMSG #lobby :still here");
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 PRIVMSG #lobby :still here");
        Assert.Equal("ERROR :Closing link: eve (Excess flood)", await eve.ExpectClosedAsync());
    }

    [Fact]
    public async Task A_client_that_never_reads_is_closed_when_its_outbox_is_full_and_the_others_miss_nothing()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Outbox = 64 * 1024 } });
        var (ada, bob) = await server.JoinBothAsync("#lobby", "ada", "bob");
        WireClient deaf = await server.JoinAsync("#lobby", "deaf");
        await ada.SyncAsync();
        await bob.SyncAsync();
        string text = new('x', 400);
        int sent = 0;

        // The kernel's own buffers take some megabytes before the outbox fills.
        for (bool closed = false; !closed && sent < 100_000; sent += 100)
        {
            await ada.SendAtOnceAsync([.. Enumerable.Range(sent, 100).Select(n => $"PRIVMSG #lobby :{n} {text}")]);
            closed = (await ada.SyncAsync()).Any(line => line == ":deaf!~deaf@127.0.0.1 QUIT :SendQ exceeded");
            for (int n = sent; n < sent + 100; n++)
                await bob.SkipToAsync(line => line == $":ada!~ada@127.0.0.1 PRIVMSG #lobby :{n} {text}");
        }

        Assert.True(sent < 100_000, "The deaf client was never closed.");
        Assert.Equal("ERROR :Closing link: deaf (SendQ exceeded)", await deaf.ExpectClosedAsync());
    }

    [Fact]
    public async Task A_reset_connection_is_told_to_the_others_at_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (ada, bob) = await server.JoinBothAsync("#lobby", "ada", "bob");

        ada.Reset();

        Assert.Matches("^:ada!~ada@127.0.0.1 QUIT :Connection (reset|closed)$", await bob.ReadAsync());
    }

    [Fact]
    public async Task Many_connections_cut_in_the_middle_of_anything_leave_nothing_behind()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        string whole = "CAP LS 302\r\nNICK guest\r\nUSER g 0 * :g\r\nCAP END\r\nJOIN #lobby\r\nPRIVMSG #lobby :hi\r\nQUIT\r\n";

        for (int cut = 1; cut < whole.Length; cut += 3)
        {
            WireClient client = await server.ConnectAsync();
            await client.SendAtOnceAsync(Encoding.ASCII.GetBytes(whole[..cut].Replace("guest", $"guest{cut}", StringComparison.Ordinal)));
            if (cut % 2 == 0)
                client.Reset();
            else
                await client.DisposeAsync();
        }

        // Each is gone in the end: who is asked last finds the room as it was.
        while ((await NamesAsync(bob)) != ":test 353 bob = #lobby :bob")
            await Task.Yield();

        static async Task<string> NamesAsync(WireClient client)
        {
            await client.SendAtOnceAsync("NAMES #lobby");
            return await client.SkipToAsync(line => line.Contains(" 353 ", StringComparison.Ordinal));
        }
    }
}
