using System.Text;
using Parley.Client.Connections;
using Parley.Client.Messages;

namespace Parley.Client.Tests;

/// <summary>Sources: https://ircv3.net/specs/extensions/echo-message, https://ircv3.net/specs/extensions/labeled-response.</summary>
public sealed class SendingTests
{
    private const string All = "batch echo-message labeled-response message-tags server-time";

    [Fact]
    public async Task A_message_is_sent_when_its_labeled_echo_comes()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        ChatMessage message = server.Client.Send("#garden", "Hello").Single();
        Assert.Equal(MessageState.Sending, message.State);
        await connection.ExpectAsync("@label=m1 PRIVMSG #garden :Hello");
        connection.Say("@label=m1;msgid=x1;time=2026-01-02T03:04:05.000Z :ada!a@h PRIVMSG #garden :Hello");
        await connection.SyncAsync();
        Assert.Equal((MessageState.Sent, "x1", 2026), (message.State, message.Id, message.Time.Year));
        Assert.Single(server.Client.Rooms[0].Messages, one => one.Kind == MessageKind.Text);
    }

    [Theory]
    [InlineData("@label=m1 :s 404 ada #garden :Cannot send to channel")]
    [InlineData("@label=m1 :s FAIL PRIVMSG NOT_NOW #garden :Cannot send to channel")]
    public async Task Or_it_failed_when_that_is_refused(string refusal)
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        Task<string?> sending = server.Client.SendAsync("#garden", "Hello");
        await connection.ExpectAsync("@label=m1 PRIVMSG #garden :Hello");
        connection.Say(refusal);
        Assert.Equal("Cannot send to channel", await sending);
        Assert.Equal(MessageState.Failed, server.Client.Rooms[0].Messages[^1].State);
    }

    [Fact]
    public async Task An_answer_of_several_lines_counts_too()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        Task<string?> sending = server.Client.SendAsync("bob", "Hello");
        await connection.ExpectAsync("@label=m1 PRIVMSG bob :Hello");
        connection.Say("@label=m1 :s BATCH +r labeled-response", "@batch=r :s 301 ada bob :lunch", "@batch=r;msgid=x :ada!a@h PRIVMSG bob :Hello", ":s BATCH -r");
        Assert.Null(await sending);
    }

    [Theory]
    [InlineData("@label=m1 ACK")]
    [InlineData("@label=m1 :s 301 ada NickServ :lunch")]
    [InlineData("@label=m1;msgid=x :NickServ!n@s NOTICE ada :You are now logged in")]
    public async Task So_does_whatever_else_is_answered(string answer)
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        Task<string?> sending = server.Client.SendAsync("NickServ", "IDENTIFY secret");
        await connection.ExpectAsync("@label=m1 PRIVMSG NickServ :IDENTIFY secret");
        connection.Say(answer);
        await connection.SyncAsync();
        await sending.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Null(await sending);
    }

    [Fact]
    public async Task What_a_service_was_told_is_not_sent_again()
    {
        const string Isupport = "CASEMAPPING=rfc8265 PREFIX=(ov)@+ CHANTYPES=# parley.chat/IDS";
        await using var server = new ScriptedServer();
        ScriptedConnection first = await server.WelcomeAsync(All, Isupport);
        ChatMessage password = server.Client.Send("nickserv", "IDENTIFY secret").Single();
        await first.ReadAsync();

        first.Break();

        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.Equal(MessageState.Failed, password.State);
        server.Client.RetryNow();
        Assert.Empty(await (await server.WelcomeAsync(All, Isupport)).DrainAsync());
    }

    [Fact]
    public async Task With_echoes_alone_the_text_tells_which_it_is()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: "echo-message");
        Task<string?> sending = server.Client.SendAsync("#garden", "Hello");
        await connection.ExpectAsync("PRIVMSG #garden :Hello", "PING :m1");
        connection.Say(":ada!a@h PRIVMSG #GARDEN :Hello");
        Assert.Null(await sending);
        Assert.Single(server.Client.Rooms[0].Messages, one => one.Kind == MessageKind.Text);
    }

    [Fact]
    public async Task Without_either_the_answer_to_a_ping_tells_that_it_arrived()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync();
        Task<string?> sent = server.Client.SendAsync("#garden", "one\ntwo");
        await connection.ExpectAsync("PRIVMSG #garden :one", "PRIVMSG #garden :two", "PING :m2");
        connection.Say(":s PONG s :m2");
        Assert.Null(await sent);

        Task<string?> refused = server.Client.SendAsync("nobody", "Hello");
        await connection.ExpectAsync("PRIVMSG nobody :Hello", "PING :m3");
        connection.Say(":s 401 ada nobody :No such nick", ":s PONG s :m3");
        Assert.Equal("No such nick", await refused);
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_connection_broke_failed_and_what_came_later_waits()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection first = await server.JoinAsync(capabilities: All);
        Task<string?> lost = server.Client.SendAsync("#garden", "lost?");
        await first.ExpectAsync("@label=m1 PRIVMSG #garden :lost?");
        first.Break();
        Assert.Equal("The connection broke before the server confirmed it", await lost);

        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Task<string?> later = server.Client.SendAsync("#garden", "later");
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All);
        await second.ExpectAsync("JOIN #garden", "@label=m2 PRIVMSG #garden :later");
        second.Say("@label=m2 :ada!a@h PRIVMSG #garden :later");
        Assert.Null(await later);
    }

    [Fact]
    public async Task Nothing_is_sent_any_more_after_the_end()
    {
        await using var server = new ScriptedServer(options => options with { Reconnect = false });
        ScriptedConnection connection = await server.JoinAsync();
        connection.Close();
        await server.Running;
        Assert.Equal("Not connected", await server.Client.SendAsync("#garden", "anyone?"));
        await Assert.ThrowsAsync<IOException>(() => server.Client.WhenJoinedAsync("#garden"));
    }

    [Fact]
    public async Task Own_messages_stand_in_the_servers_order()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        server.Client.Send("#garden", "mine\nmine too");
        await connection.ExpectAsync("@label=m1 PRIVMSG #garden :mine", "@label=m2 PRIVMSG #garden :mine too");
        connection.Say(":bob!b@h PRIVMSG #garden :before", "@label=m1 :ada!a@h PRIVMSG #garden :mine", ":bob!b@h PRIVMSG #garden :between", "@label=m2 :ada!a@h PRIVMSG #garden :mine too");
        await connection.SyncAsync();
        Assert.Equal(["before", "mine", "between", "mine too"], server.Client.Rooms[0].Messages.Skip(1).Select(message => message.Text));
    }

    [Fact]
    public async Task What_somebody_does_goes_as_an_action()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: All);
        ChatMessage message = server.Client.SendAction("#garden", "waves").Single();
        await connection.ExpectAsync("@label=m1 PRIVMSG #garden :\u0001ACTION waves\u0001");
        connection.Say("@label=m1 :ada!a@h PRIVMSG #garden :\u0001ACTION waves\u0001");
        Assert.Equal(MessageState.Sent, await message.Settled);
    }

    [Fact]
    public async Task Long_text_is_cut_between_words_and_nothing_of_it_is_lost()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync();
        string text = string.Join(' ', Enumerable.Repeat("Größe 日本語 👩‍💻", 60)) + " " + new string('ß', 700);
        IReadOnlyList<ChatMessage> messages = server.Client.Send("#garden", text);
        Assert.Equal(text, string.Concat(messages.Select(message => message.Text)));
        foreach (string line in (await connection.DrainAsync()).Where(line => line.StartsWith("PRIVMSG", StringComparison.Ordinal)))
            Assert.InRange(Encoding.UTF8.GetByteCount(":ada!a@h " + line + "\r\n"), 1, 512);
    }

    [Theory]
    [InlineData("one\r\ntwo\nthree\rfour", "one|two|three|four")]
    [InlineData("\n \n\t\n", "")]
    [InlineData("a\0b\u0001" + "c", "abc")]
    [InlineData("/quit #is text", "/quit #is text")]
    public async Task Each_line_is_a_message(string text, string expected)
    {
        await using var server = new ScriptedServer();
        await server.JoinAsync();
        Assert.Equal(expected, string.Join('|', server.Client.Send("#garden", text).Select(message => message.Text)));
    }
}
