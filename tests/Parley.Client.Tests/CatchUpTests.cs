using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Tests;

/// <summary>Source: https://ircv3.net/specs/extensions/chathistory; the tag <c>+parley.chat/id</c> as docs/irc.md has it.</summary>
public sealed class CatchUpTests
{
    private const string All = "batch draft/chathistory echo-message labeled-response message-tags server-time";
    private const string Isupport = "CASEMAPPING=rfc8265 PREFIX=(ov)@+ CHANTYPES=# CHATHISTORY=50 parley.chat/IDS";

    [Fact]
    public async Task Of_a_room_that_is_new_the_last_messages_are_got()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);

        connection.Say(":ada!a@h JOIN #garden");
        await connection.ExpectAsync("CHATHISTORY LATEST #garden * 50", "PING :h1");
        connection.Say("@msgid=3 :bob!b@h PRIVMSG #garden :live", ":s BATCH +b chathistory #garden", Past("b", 1, "one"), Past("b", 2, "two"), ":s BATCH -b", ":s PONG s :h1");
        await connection.SyncAsync();

        Assert.Equal(["one", "two", "live"], Said(server));
    }

    [Fact]
    public async Task What_was_missed_comes_page_by_page_before_what_comes_live_and_nothing_comes_twice()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2", "3", "4");
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=2 50", "PING :h3");

        connection.Say("@msgid=7 :bob!b@h PRIVMSG #garden :7", ":s BATCH +b chathistory #garden", Past("b", 3), Past("b", 4), Past("b", 5), ":s BATCH -b", ":s PONG s :h3");
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=5 50", "PING :h4");
        connection.Say("@msgid=8 :bob!b@h PRIVMSG #garden :8", "@draft/chathistory-end :s BATCH +b chathistory #garden", Past("b", 6), Past("b", 7), ":s BATCH -b", ":s PONG s :h4");
        await connection.SyncAsync();

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], Said(server));
    }

    [Fact]
    public async Task Who_came_before_a_message_that_the_page_has_too_came_before_it()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);

        connection.Say(":ada!a@h JOIN #garden");
        await connection.ExpectAsync("CHATHISTORY LATEST #garden * 50", "PING :h1");
        connection.Say(":bob!b@h JOIN #garden", "@msgid=2 :bob!b@h PRIVMSG #garden :two", ":s BATCH +b chathistory #garden", Past("b", 1, "one"), Past("b", 2, "two"), ":s BATCH -b",
            "@msgid=3 :bob!b@h PRIVMSG #garden :three", ":s PONG s :h1");
        await connection.SyncAsync();

        Assert.Equal(["Joined", "Text one", "Joined bob", "Text two", "Text three"], server.Client.Rooms[0].Messages.Select(message
            => message.Kind == MessageKind.Joined ? message.From.Nickname == "bob" ? "Joined bob" : "Joined" : $"{message.Kind} {message.Text}"));
    }

    // https://ircv3.net/specs/extensions/multiline#fallback: only the first line of a message has its id.
    [Fact]
    public async Task Nor_do_the_lines_of_one_message()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2");
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=1 50", "PING :h3");

        string[] three = Lines(3), four = Lines(4);
        connection.Say(three);
        connection.Say([":s BATCH +b chathistory #garden", Past("b", 2), .. InBatch(three), .. InBatch(four), ":s BATCH -b"]);
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=4 50", "PING :h4");
        connection.Say(["@draft/chathistory-end :s BATCH +b chathistory #garden", .. InBatch(four), Past("b", 5), ":s BATCH -b", "@time=2026-11-22T12:00:05.000Z :bob!b@h PRIVMSG #garden :6"]);
        await connection.SyncAsync();

        Assert.Equal(["1", "2", "3", "3b", "3c", "4", "4b", "4c", "5", "6"], Said(server));

        static string[] Lines(int id) => [.. new[] { $";msgid={id} :bob!b@h PRIVMSG #garden :{id}", $" :bob!b@h PRIVMSG #garden :{id}b", $" :bob!b@h PRIVMSG #garden :{id}c" }
            .Select(line => $"@time=2026-11-22T12:00:0{id}.000Z{line}")];
        static IEnumerable<string> InBatch(string[] lines) => lines.Select(line => "@batch=b;" + line[1..]);
    }

    [Fact]
    public async Task There_is_a_mark_where_the_server_has_forgotten_what_lies_between()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2");
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=1 50", "PING :h3");

        connection.Say("@draft/chathistory-end :s BATCH +b chathistory #garden", Past("b", 8), ":s BATCH -b", ":s PONG s :h3");
        await connection.SyncAsync();

        Assert.Equal(["1", "2", "(gap)", "8"], Said(server));
    }

    [Fact]
    public async Task And_where_it_refuses_to_say()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2");
        await connection.ExpectAsync("CHATHISTORY AFTER #garden msgid=1 50", "PING :h3");

        connection.Say("@msgid=9 :bob!b@h PRIVMSG #garden :9", ":s FAIL CHATHISTORY MESSAGE_ERROR AFTER #garden :Messages could not be retrieved", ":s PONG s :h3");
        await connection.SyncAsync();

        Assert.Equal(["1", "2", "(gap)", "9"], Said(server));
    }

    [Fact]
    public async Task A_server_that_never_answers_does_not_fill_our_memory()
    {
        await using var server = new ScriptedServer(options => options with { MessagesKept = 100_000 });
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2");
        await connection.DrainAsync();

        connection.Say([.. Enumerable.Range(0, 10_001).Select(n => $":bob!b@h PRIVMSG #garden :live {n}")]);
        await connection.SyncAsync();

        Assert.Equal(["1", "2", "(gap)", "live 0"], Said(server).Take(4));
        Assert.Equal("live 10000", Said(server).Last());
    }

    [Fact]
    public async Task Direct_conversations_that_went_on_are_got_too()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server, "1", "2");
        connection.Say(":eve!e@h PRIVMSG ada :live", ":s BATCH +t draft/chathistory-targets", "@batch=t :s CHATHISTORY TARGETS #garden 2026-11-22T12:00:00.000Z",
            "@batch=t :s CHATHISTORY TARGETS bob 2026-11-22T12:00:00.000Z", ":s BATCH -t");
        List<string> asked = await connection.DrainAsync();
        string since = Assert.Single(asked, line => line.StartsWith("CHATHISTORY AFTER bob timestamp=", StringComparison.Ordinal));
        Assert.EndsWith(" 50", since, StringComparison.Ordinal);

        connection.Say("@draft/chathistory-end :s BATCH +b chathistory bob", "@batch=b;msgid=a :bob!b@h PRIVMSG ada :psst", "@batch=b;msgid=b :ada_!a@h PRIVMSG bob :yes?", ":s BATCH -b");
        await connection.SyncAsync();

        Conversation bob = server.Client.Find("bob")!;
        Assert.Equal([("psst", false), ("yes?", true)], bob.Messages.Select(message => (message.Text, message.IsOwn)));
        Assert.Equal("live", Assert.Single(server.Client.Find("eve")!.Messages).Text);
    }

    [Fact]
    public async Task Who_comes_with_an_account_gets_what_was_said_directly_while_no_client_ran()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.AcceptAsync();
        connection.Say($":s CAP * LS :{All}", $":s CAP * ACK :{All}", ":s 900 ada ada!a@h ada :You are now logged in", ":s 001 ada :Welcome", $":s 005 ada {Isupport} :are supported", ":s 422 ada :No motd");
        Assert.Contains("CHATHISTORY TARGETS timestamp=2026-11-23T12:00:00.000Z timestamp=2026-10-25T12:00:00.000Z 100", await connection.DrainAsync());
        connection.Say([":s BATCH +t draft/chathistory-targets", .. Enumerable.Range(0, 30).Select(n => $"@batch=t :s CHATHISTORY TARGETS eve{n} 2026-11-22T10:00:00.000Z"),
            "@batch=t :s CHATHISTORY TARGETS #garden 2026-11-22T11:00:00.000Z", "@batch=t :s CHATHISTORY TARGETS bob 2026-11-22T11:00:00.000Z", ":s BATCH -t"]);
        List<string> asked = await connection.DrainAsync();
        Assert.Equal(15, asked.Count(line => line.StartsWith("CHATHISTORY LATEST", StringComparison.Ordinal)));
        Assert.Equal("CHATHISTORY LATEST bob * 30", asked[^2]);

        connection.Say(":s BATCH +b chathistory bob", "@batch=b;msgid=a;time=2026-11-22T11:00:00.000Z :bob!b@h PRIVMSG ada :psst", ":s BATCH -b", ":s PONG s :h1");
        await connection.SyncAsync();

        ChatMessage message = Assert.Single(server.Client.Find("bob")!.Messages);
        Assert.Equal(("psst", true), (message.Text, message.IsOld));
    }

    [Fact]
    public async Task A_guest_has_no_older_direct_messages_before_logging_in()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);
        await connection.SyncAsync();
    }

    [Fact]
    public async Task What_was_not_echoed_is_sent_again_with_its_token_and_stands_where_it_was_said_first()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection first = await ComeBackAsync(server, "1", "2");
        await first.ExpectAsync("CHATHISTORY AFTER #garden msgid=1 50", "PING :h3");
        first.Say("@draft/chathistory-end :s BATCH +b chathistory #garden", Past("b", 2), ":s BATCH -b", ":s PONG s :h3");
        await first.SyncAsync();
        ChatMessage[] mine = [.. server.Client.Send("#garden", "mine\nlost")];
        string sent = await first.ReadAsync();
        await first.ReadAsync();
        first.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.All(mine, message => Assert.Equal(MessageState.Sending, message.State));

        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All, Isupport);
        await second.ReadAsync(); // JOIN
        await second.ReadAsync(); // CHATHISTORY TARGETS
        await second.ReadAsync(); // PING
        Assert.Equal(sent.Replace("label=m1", "label=m3", StringComparison.Ordinal), await second.ReadAsync());
        Assert.EndsWith(":lost", await second.ReadAsync(), StringComparison.Ordinal);
        string tag = sent[sent.IndexOf("+parley", StringComparison.Ordinal)..sent.IndexOf(' ', StringComparison.Ordinal)];
        second.Say(":ada!a@h JOIN #garden", $"@label=m3;msgid=4;{tag} :ada!a@h PRIVMSG #garden :mine", "@label=m4;msgid=6 :ada!a@h PRIVMSG #garden :lost",
            "@draft/chathistory-end :s BATCH +b chathistory #garden", Past("b", 2), Past("b", 3), $"@batch=b;msgid=4;{tag} :ada!a@h PRIVMSG #garden :mine", Past("b", 5), ":s BATCH -b");
        await second.DrainAsync();

        Assert.Equal(["1", "2", "3", "mine", "5", "lost"], Said(server));
        Assert.Equal([(MessageState.Sent, "4"), (MessageState.Sent, "6")], mine.Select(message => (message.State, message.Id)));
    }

    [Fact]
    public async Task A_server_that_would_say_it_twice_is_not_sent_it_again()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection first = await server.WelcomeAsync(All);
        ChatMessage message = server.Client.Send("bob", "hi").Single();
        await first.ExpectAsync("@label=m1 PRIVMSG bob :hi");

        first.Break();

        Assert.Equal(MessageState.Failed, await message.Settled);
    }

    [Fact]
    public async Task An_echo_that_comes_late_stands_in_the_rooms_order()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeBackAsync(server);
        await connection.DrainAsync();
        connection.Say("@draft/chathistory-end :s BATCH +b chathistory #garden", ":s BATCH -b");
        server.Client.Send("#garden", "mine");
        string label = (await connection.ReadAsync())[..9];

        connection.Say("@msgid=2 :bob!b@h PRIVMSG #garden :later", ":bob!b@h JOIN #garden", $"{label};msgid=1 :ada!a@h PRIVMSG #garden :mine");
        await connection.SyncAsync();

        Assert.Equal(["mine", "later"], Said(server));
    }

    [Fact]
    public async Task Who_cannot_get_all_that_histories_need_asks_for_none()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.AcceptAsync();

        connection.Say(":s CAP * LS :draft/chathistory batch server-time");

        Assert.Contains("CAP REQ :batch server-time", await connection.DrainAsync());
    }

    // Hears of messages with those ids, loses the connection, and comes into the room again.
    private static async Task<ScriptedConnection> ComeBackAsync(ScriptedServer server, params string[] ids)
    {
        ScriptedConnection first = await server.WelcomeAsync(All, Isupport);
        first.Say(":ada!a@h JOIN #garden", ":s BATCH +b chathistory #garden", ":s BATCH -b", ":s PONG s :h1");
        first.Say([.. ids.Select(id => $"@msgid={id} :bob!b@h PRIVMSG #garden :{id}")]);
        await first.DrainAsync();
        first.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All, Isupport);
        await second.ExpectAsync("JOIN #garden");
        Assert.StartsWith("CHATHISTORY TARGETS timestamp=", await second.ReadAsync(), StringComparison.Ordinal);
        await second.ExpectAsync("PING :h2");
        second.Say(":ada!a@h JOIN #garden");
        return second;
    }

    private static string Past(string batch, int id, string? text = null) => $"@batch={batch};msgid={id} :bob!b@h PRIVMSG #garden :{text ?? $"{id}"}";

    private static IEnumerable<string> Said(ScriptedServer server)
        => server.Client.Find("#garden")!.Messages
            .Where(message => message.Kind is MessageKind.Text or MessageKind.Gap)
            .Select(message => message.Kind == MessageKind.Gap ? "(gap)" : message.Text);
}
