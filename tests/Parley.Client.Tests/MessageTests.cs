using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#sending-messages.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task A_message_has_the_servers_time_and_id_and_comes_once()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob");
        const string line = "@time=2026-01-02T03:04:05.678Z;msgid=x1 :bob!b@h PRIVMSG #garden :Hello";
        connection.Say(line, line);
        await connection.SyncAsync();
        ChatMessage message = Assert.Single(server.Client.Rooms[0].Messages, one => one.Kind == MessageKind.Text);
        Assert.Equal(("bob", "Hello", "x1", false), (message.Sender, message.Text, message.Id, message.IsOwn));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), message.Time);
    }

    [Fact]
    public async Task What_was_said_before_the_client_was_started_is_told_from_what_it_missed_since()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob", "batch server-time");
        string since = server.Client.Options.Time.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        connection.Say(
            ":s BATCH +h chathistory #garden", "@batch=h;time=2020-01-02T03:04:05.678Z :bob!b@h PRIVMSG #garden :before",
            $"@batch=h;time={since} :bob!b@h PRIVMSG #garden :missed", ":s BATCH -h", "@time=2020-01-02T03:04:05.678Z :bob!b@h PRIVMSG #garden :now");
        await connection.SyncAsync();
        Assert.Equal(
            [("before", true), ("missed", false), ("now", false)],
            server.Client.Rooms[0].Messages.Where(one => one.Kind == MessageKind.Text).Select(one => (one.Text, one.IsOld)));
    }

    [Fact]
    public async Task A_direct_message_opens_its_conversation_which_follows_a_new_name()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob");
        connection.Say(":bob!b@h PRIVMSG ada :psst", ":bob!b@h NICK rob", ":rob!b@h PRIVMSG ada :me again");
        await connection.SyncAsync();
        Conversation direct = Assert.Single(server.Client.Directs);
        Assert.Equal("rob", direct.Name);
        Assert.Equal(["psst", "me again"], direct.Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task What_another_session_of_ours_says_is_our_own()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob", "batch echo-message labeled-response");
        connection.Say(":ada!a@h PRIVMSG bob :from my phone");
        await connection.SyncAsync();
        ChatMessage message = Assert.Single(Assert.Single(server.Client.Directs).Messages);
        Assert.True(message.IsOwn);
        Assert.Equal(MessageState.Received, message.State);
    }

    [Theory]
    [InlineData("\u0001ACTION waves\u0001", MessageKind.Action, "waves")]
    [InlineData("\u0001ACTION waves", MessageKind.Action, "waves")]
    [InlineData("\u0002bold\u0002 \u001Dslanted\x0F \u0003" + "04,12red\u0003 \u0003" + "5,x \u0004ff0000hex", MessageKind.Text, "bold slanted red ,x hex")]
    [InlineData("\u001B[31mred\u009B2J", MessageKind.Text, "[31mred2J")]
    public async Task Formatting_is_taken_off_for_plain_text(string raw, MessageKind kind, string text)
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync();
        connection.Say($":bob!b@h PRIVMSG #garden :{raw}");
        await connection.SyncAsync();
        Assert.Equal((kind, text), (server.Client.Rooms[0].Messages[^1].Kind, server.Client.Rooms[0].Messages[^1].Text));
    }

    [Fact]
    public async Task Questions_of_programs_are_answered_but_never_in_a_flood()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        connection.Say(":bob!b@h PRIVMSG ada :\u0001VERSION\u0001", ":bob!b@h PRIVMSG ada :\u0001PING 1\u0001", ":bob!b@h PRIVMSG ada :\u0001" + "FINGER\u0001", ":bob!b@h NOTICE ada :\u0001PING 1\u0001");
        Assert.Equal(["NOTICE bob :\u0001VERSION Parley\u0001"], await connection.DrainAsync());
        server.Time.Advance(TimeSpan.FromSeconds(3));
        connection.Say(":bob!b@h PRIVMSG ada :\u0001PING 12 3\u0001");
        await connection.ExpectAsync("NOTICE bob :\u0001PING 12 3\u0001");
        Assert.Empty(server.Client.Directs);
    }

    [Fact]
    public async Task Only_the_newest_are_kept()
    {
        await using var server = new ScriptedServer(options => options with { MessagesKept = 3 });
        ScriptedConnection connection = await server.JoinAsync();
        connection.Say([.. Enumerable.Range(1, 9).Select(i => $":bob!b@h PRIVMSG #garden :{i}")]);
        await connection.SyncAsync();
        Assert.Equal(["7", "8", "9"], server.Client.Rooms[0].Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task A_link_to_a_file_on_the_server_is_a_file()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(isupport: "CHANTYPES=# soju.im/FILEHOST=http://localhost:2428/uploads");
        connection.Say(":ada!a@h JOIN #garden", ":bob!b@h PRIVMSG #garden :http://localhost:2428/files/a-B_9/caf%C3%A9.png", ":bob!b@h PRIVMSG #garden :see http://localhost:2428/files/x/y");
        await connection.SyncAsync();
        MessageList messages = server.Client.Rooms[0].Messages;
        Assert.Equal("café.png", messages[^2].File?.Name);
        Assert.Equal("http://chat.test:2428/files/a-B_9/caf%C3%A9.png", messages[^2].File!.Resolve(server.Client.Options.Address.HttpBase).AbsoluteUri);
        Assert.Null(messages[^1].File);
        Assert.Equal("http://chat.test:2428/uploads", server.Client.UploadAddress?.AbsoluteUri);
    }

    [Fact]
    public async Task The_servers_words_belong_to_no_conversation()
    {
        await using var server = new ScriptedServer();
        var notices = new List<ServerNotice>();
        server.Client.Notice += notices.Add;
        ScriptedConnection connection = await server.WelcomeAsync();
        connection.Say(":s NOTICE ada :*** Restarting soon", ":s 372 ada :- Be kind", ":s 301 ada bob :lunch", ":s FAIL * BUSY :Try later", ":s 999 ada what :is this");
        await connection.SyncAsync();
        Assert.Equal(
            [
                new(ServerNoticeKind.Info, "*** Restarting soon", "s", null),
                new(ServerNoticeKind.Motd, "Be kind", null, "372"),
                new(ServerNoticeKind.Info, "lunch", "bob", "301"),
                new(ServerNoticeKind.Error, "Try later", null, "BUSY"),
                new(ServerNoticeKind.Info, "what is this", "what", "999"),
            ],
            notices.Select(static notice => notice with { Parameters = [] }));
    }

    [Fact]
    public async Task Nothing_that_a_server_says_breaks_the_client()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada @bob");
        string[] verbs = ["CAP", "BATCH", "TOKEN", "FAIL", "NOTE", "JOIN", "PART", "KICK", "TOPIC", "MODE", "NICK", "QUIT", "AWAY", "SETNAME", "PRIVMSG",
            "NOTICE", "PONG", "ACK", "ERROR", "001", "005", "301", "331", "332", "352", "353", "366", "396", "401", "433", "000", "999", "INVITE", "CHATHISTORY"];
        string[] rests = ["", " ", " :", " *", " #garden", " #garden :", " ada", " ada #garden", " + -", " -x", " ada = #garden :@ !@ + @+", " #garden +ooooo", " #garden -bbb x", " +z chathistory #garden", " +z draft/chathistory-targets", " -z", " TARGETS ada x", " ada PREFIX=(ov CHANMODES=, CASEMAPPING= soju.im/FILEHOST=:// NICKLEN=-1 :x"];
        string[] sources = ["", ":", ":s ", ":bob ", ":bob!b@h ", ":!@ ", "@time=;msgid=;batch=z;label= :bob!b@h ", "@=;;= :ada!a@h "];
        foreach (string verb in verbs.Where(verb => verb is not ("JOIN" or "PART" or "KICK")))
            foreach (string rest in rests)
                foreach (string source in sources)
                    connection.Say(source + verb + rest);
        connection.Say([0xFF, 0xFE, 0x20, 0x3A]);
        connection.Say([.. ":bob PRIVMSG #garden :"u8, 0xFF, 0xC0, 0x01, 0x1B]);
        await connection.DrainAsync();
        Assert.Single(server.Client.Rooms, room => room is { Name: "#garden", IsJoined: true });
    }
}
