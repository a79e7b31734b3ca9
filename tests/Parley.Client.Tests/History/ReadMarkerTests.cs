using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Tests.History;

/// <summary>Source: https://ircv3.net/specs/extensions/read-marker.</summary>
public sealed class ReadMarkerTests
{
    private const string All = "batch draft/chathistory draft/read-marker echo-message labeled-response message-tags server-time";

    [Fact]
    public async Task What_came_behind_the_marker_is_unread_and_what_names_one_is_a_mention()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "timestamp=" + At(2));

        connection.Say(":s BATCH +b chathistory #garden", Past(1, "ada: one"), Past(2, "ada: two"), Past(3, "three"), Past(4, "(Ada) four"), Past(5, "adamant"), ":s BATCH -b");
        connection.Say(Live(6, "six"), Live(7, "mine", "ada"), Live(8, "eight"));
        await connection.SyncAsync();
        // Who has said something has read what stands above.
        Assert.Equal((1, 0), (garden.Unread, garden.Mentions));
        connection.Say(Live(9, "@ada nine"), $"@time={At(10)} :bob!b@h JOIN #garden");
        await connection.SyncAsync();

        Assert.Equal((2, 1), (garden.Unread, garden.Mentions));
        Assert.Equal(["eight", "@ada nine"], garden.Messages.Where(garden.IsUnread).Select(message => message.Text));
    }

    [Fact]
    public async Task Before_anything_was_read_only_what_is_said_from_now_on_is_unread_in_a_room()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "*");

        connection.Say(":s BATCH +b chathistory #garden", "@batch=b;msgid=1;time=2026-11-22T11:00:00.000Z :bob!b@h PRIVMSG #garden :old", ":s BATCH -b", Live(6, "new"));
        await connection.SyncAsync();

        Assert.Equal(1, garden.Unread);
    }

    [Fact]
    public async Task What_is_seen_is_told_to_the_server_but_once_a_second()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "*");
        connection.Say(":s BATCH +b chathistory #garden", ":s BATCH -b", Live(1, "1"), Live(2, "2"), Live(3, "3"), Live(4, "4"));
        await connection.SyncAsync();

        ChatMessage[] said = [.. garden.Messages.Where(message => message.IsSaid)];
        foreach (ChatMessage message in said[..3])
            server.Client.MarkRead(garden, message);
        server.Client.MarkRead(garden, said[0]);

        Assert.Equal(1, garden.Unread);
        await connection.ExpectAsync($"MARKREAD #garden timestamp={At(1)}");
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await connection.ExpectAsync($"MARKREAD #garden timestamp={At(3)}");
        connection.Say($":s MARKREAD #garden timestamp={At(3)}");
        await connection.SyncAsync();
    }

    [Fact]
    public async Task Another_device_reads_on()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "*");
        connection.Say(":s BATCH +b chathistory #garden", ":s BATCH -b", Live(1, "1"), Live(2, "2"), Live(3, "3"), $":s MARKREAD #garden timestamp={At(2)}", ":s MARKREAD #garden nonsense", ":s MARKREAD #nowhere *");
        await connection.SyncAsync();

        Assert.Equal(1, garden.Unread);
    }

    [Fact]
    public async Task What_is_kept_unread_stays_so_until_it_is_opened_and_seen_or_another_device_reads_on()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "*");
        connection.Say(":s BATCH +b chathistory #garden", ":s BATCH -b", Live(1, "1"), Live(2, "2"), Live(3, "3"));
        await connection.SyncAsync();
        server.Client.MarkRead(garden);
        await connection.ExpectAsync($"MARKREAD #garden timestamp={At(3)}");

        server.Client.MarkUnread(garden, garden.Messages.Single(message => message.Text == "2"));
        server.Client.MarkRead(garden);
        connection.Say($":s MARKREAD #garden timestamp={At(3)}", Live(4, "4"));
        await connection.SyncAsync();
        Assert.Equal((3, true), (garden.Unread, garden.IsHeldUnread));

        connection.Say($":s MARKREAD #garden timestamp={At(4)}");
        await connection.SyncAsync();
        Assert.Equal((0, false), (garden.Unread, garden.IsHeldUnread));

        server.Client.MarkUnread(garden, garden.Messages.Single(message => message.Text == "3"));
        server.Client.ReleaseUnread(garden);
        server.Client.MarkRead(garden);
        Assert.Equal(0, garden.Unread);
    }

    [Fact]
    public async Task What_was_read_without_a_connection_is_told_with_the_next()
    {
        await using var server = new ScriptedServer();
        (ScriptedConnection connection, Conversation garden) = await JoinAsync(server, "*");
        connection.Say(":s BATCH +b chathistory #garden", ":s BATCH -b", Live(1, "1"));
        await connection.SyncAsync();
        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.MarkRead(garden);
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All);
        await second.DrainAsync();

        second.Say(":ada!a@h JOIN #garden", ":s MARKREAD #garden *");
        Assert.Contains($"MARKREAD #garden timestamp={At(1)}", await second.DrainAsync());
    }

    [Fact]
    public async Task The_marker_of_a_direct_conversation_is_asked_for()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(All);
        connection.Say($"@msgid=1;time={At(1)} :bob!b@h PRIVMSG ada :one", $"@msgid=2;time={At(2)} :bob!b@h PRIVMSG ada :two");
        await connection.ExpectAsync("MARKREAD bob");
        connection.Say($":s MARKREAD bob timestamp={At(1)}");
        await connection.SyncAsync();

        Assert.Equal((1, 1), (server.Client.Directs[0].Unread, server.Client.Directs[0].Mentions));
    }

    private static async Task<(ScriptedConnection, Conversation)> JoinAsync(ScriptedServer server, string marker)
    {
        ScriptedConnection connection = await server.WelcomeAsync(All);
        connection.Say(":ada!a@h JOIN #garden", $":s MARKREAD #garden {marker}");
        await connection.DrainAsync();
        return (connection, server.Client.Find("#garden")!);
    }

    private static string At(int second) => $"2026-11-22T12:00:{second:00}.000Z";

    private static string Past(int id, string text) => $"@batch=b;msgid={id};time={At(id)} :bob!b@h PRIVMSG #garden :{text}";

    private static string Live(int id, string text, string from = "bob") => $"@msgid={id};time={At(id)} :{from}!b@h PRIVMSG #garden :{text}";
}
