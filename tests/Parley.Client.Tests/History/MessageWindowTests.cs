using Parley.Client.Connections;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Tests.History;

/// <summary>Source: https://ircv3.net/specs/extensions/chathistory.</summary>
public sealed class MessageWindowTests
{
    private const string All = "batch draft/chathistory echo-message labeled-response message-tags server-time";
    private const string Isupport = "CASEMAPPING=rfc8265 PREFIX=(ov)@+ CHANTYPES=# CHATHISTORY=10 parley.chat/IDS";

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Older_pages_come_before_the_rest_until_the_first_message_and_the_newest_go_when_it_is_full()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 30);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 5, most: 15);
        Assert.Equal(Numbers(26, 30), Said(window));

        // What the conversation has is not asked for.
        await window.OlderAsync();
        Assert.Equal(Numbers(21, 30), Said(window));
        await OlderAsync(connection, window, "m021", Numbers(16, 20));
        Assert.Equal((Numbers(16, 30), true), (Said(window), window.IsAtEnd));
        await OlderAsync(connection, window, "m016", Numbers(11, 15));
        Assert.Equal((Numbers(11, 25), false), (Said(window), window.IsAtEnd));
        await OlderAsync(connection, window, "m011", Numbers(9, 10), "@draft/chathistory-end");
        Assert.Equal((Numbers(9, 23), true), (Said(window), window.IsAtStart));
        await window.OlderAsync();
        await connection.SyncAsync();
    }

    [Fact]
    public async Task Newer_pages_come_behind_it_down_to_what_is_said_now()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 30);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 5, most: 15);
        Task<bool> around = window.AroundAsync("m010");
        string label = await LabelAsync(connection, "CHATHISTORY AROUND bob msgid=m010 5");
        connection.Say(Batch(label, Numbers(8, 12)));
        Assert.True(await around);
        Assert.Equal(Numbers(8, 12), Said(window));

        connection.Say(Live(31));
        await connection.SyncAsync();
        Assert.Equal(Numbers(8, 12), Said(window));
        await NewerAsync(connection, window, "m012", Numbers(13, 17));
        await NewerAsync(connection, window, "m017", Numbers(18, 22));
        Assert.Equal((Numbers(8, 22), false), (Said(window), window.IsAtEnd));
        // From here on the conversation has them.
        await window.NewerAsync();
        Assert.Equal(Numbers(13, 27), Said(window));
        await window.NewerAsync();
        Assert.Equal((Numbers(17, 31), true), (Said(window), window.IsAtEnd));
        window.Follows = true;
        connection.Say(Live(32));
        await connection.SyncAsync();
        Assert.EndsWith(" 32", Said(window), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_further_up_keeps_what_they_read_and_who_follows_does_not()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 1, 10);
        using MessageWindow reader = server.Client.OpenWindow(Bob(server), page: 5, most: 15);
        using MessageWindow follower = server.Client.OpenWindow(Bob(server), page: 5, most: 15);
        reader.Follows = false;

        connection.Say([.. Enumerable.Range(11, 200).Select(number => Live(number))]);
        await connection.SyncAsync();

        Assert.Equal((Numbers(6, 20), false), (Said(reader), reader.IsAtEnd));
        Assert.EndsWith(" 210", Said(follower), StringComparison.Ordinal);
        Assert.InRange(follower.Count, 5, 15);
        reader.ToEnd();
        Assert.Equal(Numbers(206, 210), Said(reader));
    }

    [Fact]
    public async Task However_much_is_said_memory_holds_only_so_much()
    {
        await using var server = new ScriptedServer(options => options with { MessagesKept = 100 });
        ScriptedConnection connection = await ComeAsync(server, 1, 10);
        using MessageWindow reader = server.Client.OpenWindow(Bob(server), page: 20, most: 60);
        reader.Follows = false;

        connection.Say([.. Enumerable.Range(11, 2000).Select(number => Live(number))]);
        await connection.SyncAsync();

        Assert.Equal(100, Bob(server).Messages.Count);
        Assert.Equal(60, reader.Count);
        // What lies between has gone here, and comes from the server again.
        await NewerAsync(connection, reader, "m060", Numbers(61, 65), limit: 10);
    }

    [Fact]
    public async Task A_message_that_the_server_does_not_have_leaves_all_as_it_was()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 1, 3);
        using MessageWindow window = server.Client.OpenWindow(Bob(server));

        Task<bool> around = window.AroundAsync("m099");
        connection.Say(Batch(await LabelAsync(connection, "CHATHISTORY AROUND bob msgid=m099 10"), Numbers(1, 3)));
        Assert.False(await around);
        around = window.AroundAsync("m099");
        string label = await LabelAsync(connection, "CHATHISTORY AROUND bob msgid=m099 10");
        connection.Say($"@label={label} :s FAIL CHATHISTORY INVALID_TARGET AROUND bob :Messages could not be retrieved");
        Assert.False(await around);

        Assert.Equal((Numbers(1, 3), true), (Said(window), window.IsAtEnd));
        Assert.Equal("Messages could not be retrieved", window.Problem);
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_waiting_and_it_can_be_asked_again()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 30);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 10);
        Task older = window.OlderAsync();
        await LabelAsync(connection, "CHATHISTORY BEFORE bob msgid=m021 10");
        Assert.True(window.IsLoading);

        connection.Break();
        await older;

        Assert.False(window.IsLoading);
        Assert.NotNull(window.Problem);
        await window.OlderAsync();
        Assert.Equal(Numbers(21, 30), Said(window));
    }

    [Fact]
    public async Task A_gap_is_filled_from_its_end_until_both_sides_meet()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 1, 3, room: true);
        using MessageWindow window = server.Client.OpenWindow(Garden(server), page: 50);
        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All, Isupport);
        await second.DrainAsync();
        second.Say(":ada!a@h JOIN #garden", ":s BATCH +b chathistory #garden", Past(9), Past(10), "@draft/chathistory-end :s BATCH -b", ":s BATCH +c chathistory #garden", ":s BATCH -c");
        await second.DrainAsync();
        ChatMessage gap = Assert.Single(window, message => message.Kind == MessageKind.Gap);

        Task filling = server.Client.FillAsync(Garden(server), gap);
        second.Say(Batch(await LabelAsync(second, "CHATHISTORY BEFORE #garden msgid=m009 10"), Numbers(6, 8), room: true));
        await filling;
        Assert.Equal("1 2 3 (gap) 6 7 8 9 10", Said(window));
        filling = server.Client.FillAsync(Garden(server), gap);
        second.Say(Batch(await LabelAsync(second, "CHATHISTORY BEFORE #garden msgid=m006 10"), Numbers(2, 5), room: true));
        await filling;

        Assert.Equal(Numbers(1, 10), Said(window));
    }

    [Fact]
    public async Task What_was_kept_is_shown_until_the_server_tells_what_there_is_and_nothing_is_there_twice()
    {
        KeptConversation kept;
        await using (var before = new ScriptedServer())
        {
            await ComeAsync(before, 1, 5, room: true);
            kept = before.Client.Keep(Garden(before), 3);
        }
        await using var server = new ScriptedServer();
        server.Client.Recall(kept);
        using MessageWindow window = server.Client.OpenWindow(Garden(server));
        Assert.Equal((Numbers(3, 5), 0), (Said(window), Garden(server).Unread));

        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);
        await connection.ExpectAsync("JOIN #garden");
        connection.Say(":ada!a@h JOIN #garden");
        await connection.ExpectAsync("CHATHISTORY LATEST #garden * 10", "PING :h1");
        connection.Say(":s BATCH +b chathistory #garden", Past(4), Past(5), Past(6), ":s BATCH -b");
        await connection.SyncAsync();

        Assert.Equal(Numbers(4, 6), Said(window));
    }

    [Fact]
    public async Task What_was_not_read_counts_once_though_it_was_kept_and_comes_again()
    {
        KeptConversation kept;
        await using (var before = new ScriptedServer())
        {
            await ComeAsync(before, 1, 5, room: true);
            kept = before.Client.Keep(Garden(before), 5) with { ReadUntil = Start.AddSeconds(3) };
        }
        await using var server = new ScriptedServer();
        server.Client.Recall(kept);
        Assert.Equal(2, Garden(server).Unread);

        ScriptedConnection connection = await server.WelcomeAsync(All + " draft/read-marker", Isupport);
        connection.Say(":ada!a@h JOIN #garden", $":s MARKREAD #garden timestamp={Start.AddSeconds(3):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        await connection.DrainAsync();
        connection.Say(":s BATCH +b chathistory #garden", Past(4), Past(5), Past(6), ":s BATCH -b");
        await connection.SyncAsync();

        Assert.Equal((Numbers(4, 6), 3), (string.Join(' ', Garden(server).Messages.Where(message => message.IsSaid).Select(message => message.Text)), Garden(server).Unread));
    }

    [Fact]
    public async Task A_page_that_comes_when_what_it_was_to_stand_before_has_gone_leaves_the_window_ready_for_the_next()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 30);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 10, most: 30);
        Task older = window.OlderAsync();
        string label = await LabelAsync(connection, "CHATHISTORY BEFORE bob msgid=m021 10");
        connection.Say([.. Enumerable.Range(31, 40).Select(number => Live(number))]);
        connection.Say(Batch(label, Numbers(11, 20)));
        await older;

        Assert.False(window.IsLoading);
        Assert.EndsWith(" 70", Said(window), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_conversation_has_needs_no_connection_and_what_failed_may_be_had_with_the_next()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 40);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 10);
        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.True(window.HasOlderHeld);
        await window.OlderAsync();
        Assert.Equal((Numbers(21, 40), false, null), (Said(window), window.HasOlderHeld, window.Problem));
        await window.OlderAsync();
        Assert.NotNull(window.Problem);

        server.Client.RetryNow();
        await server.WelcomeAsync(All, Isupport);
        await server.UntilAsync(() => server.Client.State == ConnectionState.Online);

        Assert.Null(window.Problem);
    }

    [Fact]
    public async Task A_gap_is_asked_for_once_at_a_time_and_is_filled_without_those_who_are_ignored()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 1, 3, room: true);
        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync(All, Isupport);
        await second.DrainAsync();
        second.Say(":ada!a@h JOIN #garden", ":s BATCH +b chathistory #garden", Past(9), "@draft/chathistory-end :s BATCH -b", ":s BATCH +c chathistory #garden", ":s BATCH -c");
        await second.DrainAsync();
        server.Client.Ignored.Add("bob", null);
        ChatMessage gap = Assert.Single(Garden(server).Messages, message => message.Kind == MessageKind.Gap);
        int unread = Garden(server).Unread;

        Task filling = server.Client.FillAsync(Garden(server), gap);
        await server.Client.FillAsync(Garden(server), gap);
        second.Say(Batch(await LabelAsync(second, "CHATHISTORY BEFORE #garden msgid=m009 10"), Numbers(6, 8), room: true));
        await filling;
        Assert.False(gap.IsLost);
        // What is not shown was had all the same.
        filling = server.Client.FillAsync(Garden(server), gap);
        second.Say(Batch(await LabelAsync(second, "CHATHISTORY BEFORE #garden msgid=m006 10"), Numbers(2, 5), room: true));
        await filling;

        Assert.Equal(("1 2 3 9", unread), (string.Join(' ', Garden(server).Messages.Where(message => message.IsSaid || message.Kind == MessageKind.Gap).Select(message => message.Text)), Garden(server).Unread));
    }

    [Fact]
    public async Task Pages_say_of_whom_one_does_not_want_to_hear()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await ComeAsync(server, 21, 25);
        using MessageWindow window = server.Client.OpenWindow(Bob(server), page: 5, most: 15);
        server.Client.Ignored.Add("bob", null);

        await OlderAsync(connection, window, "m021", Numbers(16, 20));

        Assert.Equal(Numbers(16, 20), string.Join(' ', window.Where(message => message.IsIgnored).Select(message => message.Text)));
        Assert.DoesNotContain(window.Take(5), Bob(server).IsUnread);
    }

    [Fact]
    public async Task The_first_page_of_a_room_with_all_that_was_said_has_its_beginning()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);
        connection.Say(":ada!a@h JOIN #garden");
        await connection.DrainAsync();
        using MessageWindow window = server.Client.OpenWindow(Garden(server));
        Assert.False(window.IsAtStart);
        connection.Say("@draft/chathistory-end :s BATCH +b chathistory #garden", "@batch=b;msgid=m1;time=2026-11-21T12:00:00.000Z :bob!b@h PRIVMSG #garden :old", ":s BATCH -b");
        await connection.SyncAsync();

        Assert.True(window.IsAtStart);
        // What was said before this client came stands above its coming.
        Assert.Equal([MessageKind.Text, MessageKind.Joined], window.Select(message => message.Kind));
    }

    private static async Task<ScriptedConnection> ComeAsync(ScriptedServer server, int from, int to, bool room = false)
    {
        ScriptedConnection connection = await server.WelcomeAsync(All, Isupport);
        connection.Say(":ada!a@h JOIN #garden", ":s BATCH +b chathistory #garden", ":s BATCH -b");
        connection.Say([.. Enumerable.Range(from, to - from + 1).Select(number => Live(number, room))]);
        await connection.DrainAsync();
        return connection;
    }

    private static async Task OlderAsync(ScriptedConnection connection, MessageWindow window, string before, string page, string tag = "")
    {
        Task older = window.OlderAsync();
        connection.Say(Batch(await LabelAsync(connection, $"CHATHISTORY BEFORE bob msgid={before} 5"), page, tag));
        await older;
    }

    private static async Task NewerAsync(ScriptedConnection connection, MessageWindow window, string after, string page, int limit = 5)
    {
        Task newer = window.NewerAsync();
        connection.Say(Batch(await LabelAsync(connection, $"CHATHISTORY AFTER bob msgid={after} {limit}"), page));
        await newer;
    }

    private static async Task<string> LabelAsync(ScriptedConnection connection, string request)
    {
        string line = await connection.ReadAsync();
        string label = line.Split([' ', '='])[1];
        Assert.Equal($"@label={label} {request}", line);
        await connection.ExpectAsync($"PING :{label}");
        return label;
    }

    private static string[] Batch(string label, string page, string tag = "", bool room = false)
        => [$"@label={label}{(tag.Length > 0 ? ";" + tag[1..] : "")} :s BATCH +p chathistory {(room ? "#garden" : "bob")}", .. page.Split(' ').Select(number => "@batch=p;" + Live(int.Parse(number, null), room)[1..]), ":s BATCH -p", $":s PONG s :{label}"];

    private static string Past(int number) => "@batch=b;" + Live(number, true)[1..];

    private static string Live(int number, bool room = false) => $"@msgid=m{number:000};time={Start.AddSeconds(number):yyyy-MM-dd'T'HH:mm:ss.fff'Z'} :bob!b@h PRIVMSG {(room ? "#garden" : "ada")} :{number}";

    private static Conversation Garden(ScriptedServer server) => server.Client.Find("#garden")!;

    private static Conversation Bob(ScriptedServer server) => server.Client.Find("bob")!;

    private static string Numbers(int from, int to) => string.Join(' ', Enumerable.Range(from, to - from + 1));

    private static string Said(MessageWindow window) => string.Join(' ', window.Where(message => message.IsSaid || message.Kind == MessageKind.Gap).Select(message => message.Kind == MessageKind.Gap ? "(gap)" : message.Text));
}
