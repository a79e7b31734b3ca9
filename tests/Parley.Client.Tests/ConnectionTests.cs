using Microsoft.Extensions.Time.Testing;
using Parley.Client.Connections;

namespace Parley.Client.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#connection-registration, https://ircv3.net/specs/extensions/capability-negotiation.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task It_asks_for_what_it_knows_and_joins_its_rooms_when_it_is_welcome()
    {
        await using var server = new ScriptedServer(options => options with { Rooms = ["#lobby"], RealName = "Ada L" });
        ScriptedConnection connection = await server.AcceptAsync();
        await connection.ExpectAsync("CAP LS 302", "NICK ada", "USER ada 0 * :Ada L");

        connection.Say(":s CAP * LS * :batch labeled-response sasl=PLAIN", ":s CAP * LS :server-time fancy/thing");
        await connection.ExpectAsync("CAP REQ :batch labeled-response sasl server-time");
        connection.Say(":s CAP * ACK :batch labeled-response server-time");
        await connection.ExpectAsync("CAP END");
        connection.Say(":s 001 ada :Welcome", ":s 005 ada NETWORK=Garden CHANTYPES=# NICKLEN=32 :are supported", ":s 376 ada :End");
        await connection.ExpectAsync("JOIN #lobby");

        Assert.Equal(ConnectionState.Online, server.Client.State);
        Assert.Equal(("Garden", 32), (server.Client.Features.Network, server.Client.Features.NicknameLength));
    }

    [Fact]
    public async Task It_gets_along_with_a_server_that_knows_no_capabilities()
    {
        await using var server = new ScriptedServer(options => options with { Rooms = ["#lobby"] });
        ScriptedConnection connection = await server.AcceptAsync();
        await connection.ExpectAsync("CAP LS 302", "NICK ada", "USER ada 0 * :ada");
        connection.Say(":s 421 * CAP :Unknown command", ":s 001 ada :Welcome", ":s 422 ada :No motd");
        await connection.ExpectAsync("JOIN #lobby");
    }

    [Fact]
    public async Task Who_quits_gets_away_though_the_app_throws()
    {
        var client = new ChatClient(new ChatClientOptions { Address = new ChatAddress("127.0.0.1", 1, false, null), Nickname = "ada" });
        client.Changed += () => throw new InvalidOperationException("The app is broken");
        Task running = client.RunAsync();

        await client.QuitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(ConnectionState.Offline, client.State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
    }

    [Fact]
    public async Task A_nickname_in_use_is_for_the_person_to_decide()
    {
        await using var server = new ScriptedServer();
        var refused = new TaskCompletionSource<(string, string)>();
        server.Client.NicknameRefused += (nickname, reason) => refused.TrySetResult((nickname, reason));
        ScriptedConnection connection = await server.AcceptAsync();
        connection.Say(":s 433 * ada :Nickname is already in use");

        Assert.Equal(("ada", "Nickname is already in use"), await refused.Task);
        Assert.Equal(ConnectionState.NicknameNeeded, server.Client.State);
        server.Client.ChangeNickname("lovelace");
        await connection.ExpectAsync("CAP LS 302", "NICK ada", "USER ada 0 * :ada", "NICK lovelace");
    }

    [Fact]
    public async Task Or_others_are_tried()
    {
        await using var server = new ScriptedServer(options => options with { TryOtherNicknames = true });
        ScriptedConnection connection = await server.AcceptAsync();
        connection.Say(":s 433 * ada :Taken", ":s 433 * ada_ :Taken");
        await connection.ExpectAsync("CAP LS 302", "NICK ada", "USER ada 0 * :ada", "NICK ada_", "NICK ada2");
        connection.Say(":s 001 ada2 :Welcome", ":s 422 ada2 :No motd");
        await server.UntilAsync(() => server.Client is { State: ConnectionState.Online, Nickname: "ada2" });
    }

    [Fact]
    public async Task It_comes_back_with_its_rooms_and_gets_its_name_again_when_that_is_free()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection first = await server.JoinAsync();
        first.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.False(server.Client.Rooms[0].IsJoined);
        Assert.Empty(server.Client.Rooms[0].Members);
        Assert.Equal("Connection reset", server.Client.Problem);

        server.Time.Advance(TimeSpan.FromSeconds(1));
        ScriptedConnection second = await server.AcceptAsync();
        second.Say(":s 433 * ada :Taken", ":s 001 ada_ :Welcome", ":s 422 ada_ :No motd");
        await second.ExpectAsync("CAP LS 302", "NICK ada", "USER ada 0 * :ada", "NICK ada_", "JOIN #garden");
        second.Say(":ada_!a@h JOIN #garden", ":s 353 ada_ = #garden :ada ada_", ":s 366 ada_ #garden :End", ":ada!a@h QUIT :Ping timeout");
        await second.ExpectAsync("NICK ada");
        second.Say(":ada_!a@h NICK ada");
        await server.UntilAsync(() => server.Client.Nickname == "ada");
    }

    [Fact]
    public async Task It_waits_longer_each_time_but_never_more_than_a_minute()
    {
        await using var server = new ScriptedServer(options => options with { Random = new Late() });
        for (int failures = 0; failures < 8; failures++)
        {
            TimeSpan wait = TimeSpan.FromSeconds(Math.Min(60, 1 << failures));
            (await server.AcceptAsync()).Break();
            await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
            Assert.Equal(wait.TotalSeconds, (server.Client.RetryAt!.Value - server.Time.GetUtcNow()).TotalSeconds, 0.001);
            server.Time.Advance(wait);
        }
        await server.AcceptAsync();
    }

    [Fact]
    public async Task The_person_need_not_wait()
    {
        await using var server = new ScriptedServer();
        (await server.AcceptAsync()).Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.RetryNow();
        await server.AcceptAsync();
    }

    [Fact]
    public async Task A_link_that_is_silent_is_asked_and_then_left()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(45));
        await connection.ExpectAsync("PING :alive");
        connection.Say(":s PONG s :alive");
        await connection.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(30));
        await connection.SyncAsync();

        server.Time.Advance(TimeSpan.FromSeconds(45));
        await connection.ExpectAsync("PING :alive");
        server.Time.Advance(TimeSpan.FromSeconds(30));
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.Equal("Ping timeout: 30 seconds", server.Client.Problem);
    }

    [Fact]
    public async Task A_link_that_is_dead_in_one_direction_is_left_too()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(45));
        await connection.ExpectAsync("PING :alive");
        for (int heard = 1; server.Client.State == ConnectionState.Online; heard++)
        {
            connection.Say(":bob!b@h PRIVMSG ada :can you hear me?");
            await server.UntilAsync(() => server.Client.State != ConnectionState.Online || server.Client.Directs.Sum(direct => direct.Messages.Count) == heard);
            server.Time.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.Equal("Ping timeout: 30 seconds", server.Client.Problem);
    }

    [Fact]
    public async Task A_machine_that_slept_asks_at_once_whether_the_server_is_there()
    {
        var time = new SleepingTime();
        await using var server = new ScriptedServer(options => options with { Time = time });
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();

        time.Slept = TimeSpan.FromHours(3);
        time.Advance(TimeSpan.FromSeconds(5));

        await connection.ExpectAsync("PING :alive");
    }

    [Fact]
    public async Task When_the_network_is_another_the_server_is_asked_or_connected_to_at_once()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();

        server.Client.NetworkChanged();
        await connection.ExpectAsync("PING :alive");
        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.NetworkChanged();

        await server.AcceptAsync();
    }

    [Fact]
    public async Task What_the_server_says_at_the_end_is_the_problem()
    {
        await using var server = new ScriptedServer(options => options with { Reconnect = false });
        ScriptedConnection connection = await server.AcceptAsync();
        connection.Say("ERROR :Closing link: too many connections");
        connection.Close();
        await server.Running;
        Assert.Equal("Closing link: too many connections", server.Client.Problem);
        Assert.Equal(ConnectionState.Offline, server.Client.State);
        await Assert.ThrowsAsync<IOException>(() => server.Client.WhenOnlineAsync());
    }

    [Fact]
    public async Task Quitting_says_goodbye_and_ends_it()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();
        Task quit = server.Client.QuitAsync("Bye");
        await connection.ExpectAsync("QUIT :Bye");
        connection.Say("ERROR :Bye");
        connection.Close();
        await quit;
        await server.Running;
        Assert.Equal(ConnectionState.Offline, server.Client.State);
    }

    // While a machine sleeps only the clock on the wall goes on.
    private sealed class SleepingTime : FakeTimeProvider
    {
        public TimeSpan Slept { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;
    }

    private sealed class Late : Random
    {
        public override double NextDouble() => 1;
    }
}
