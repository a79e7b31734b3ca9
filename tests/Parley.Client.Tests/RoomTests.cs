using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#channel-operations.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task Members_stand_by_rank_and_then_by_name()
    {
        await using var server = new ScriptedServer();
        await server.JoinAsync("zoe +carol ada @Bob @alice");
        Assert.Equal(["@alice", "@Bob", "+carol", "ada", "zoe"], Members(server));
    }

    [Theory]
    [InlineData(":dan!d@h JOIN #garden", "@bob ada dan zoe")]
    [InlineData(":dan!d@h JOIN #garden danacc :Dan D", "@bob ada dan zoe")]
    [InlineData(":bob!b@h PART #garden :bye", "ada zoe")]
    [InlineData(":bob!b@h QUIT :bye", "ada zoe")]
    [InlineData(":bob!b@h KICK #garden ZOE :out", "@bob ada")]
    [InlineData(":zoe!z@h NICK aaron", "@bob aaron ada")]
    [InlineData(":zoe!z@h NICK ZOE", "@bob ada ZOE")]
    [InlineData(":bob!b@h MODE #garden +v-o zoe bob", "+zoe ada bob")]
    [InlineData(":bob!b@h MODE #garden +bklo x!*@* key 5 zoe", "@bob @zoe ada")]
    [InlineData(":bob!b@h MODE #garden -lo+o bob zoe", "@zoe ada bob")]
    [InlineData(":stranger!s@h QUIT", "@bob ada zoe")]
    public async Task The_list_of_members_is_always_right(string said, string expected)
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada @bob zoe", capabilities: "multi-prefix");
        connection.Say(said);
        await connection.DrainAsync();
        Assert.Equal(expected.Split(' '), Members(server));
    }

    [Fact]
    public async Task What_happens_while_the_names_are_told_is_not_lost()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob");
        connection.Say(
            ":s 353 ada = #garden :ada bob",
            ":bob!b@h PART #garden",
            ":dan!d@h JOIN #garden",
            ":dan!d@h NICK eve",
            ":s 366 ada #garden :End");
        await connection.SyncAsync();
        Assert.Equal(["ada", "eve"], Members(server));
    }

    [Fact]
    public async Task Without_multi_prefix_the_rank_beneath_is_asked_for()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada @bob");
        connection.Say(":s MODE #garden -o bob");
        await connection.ExpectAsync("NAMES #garden");
        connection.Say(":s 353 ada = #garden :ada +bob", ":s 366 ada #garden :End");
        await connection.SyncAsync();
        Assert.Equal(["+bob", "ada"], Members(server));
    }

    [Fact]
    public async Task Who_is_away_is_known_from_the_start_and_as_it_changes()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync("away-notify userhost-in-names");
        connection.Say(":ada!a@h JOIN #garden", ":s 353 ada = #garden :ada!a@h bob!b@host", ":s 366 ada #garden :End");
        await connection.ExpectAsync("WHO #garden");
        connection.Say(":s 352 ada #garden b host s bob G :0 Bob B", ":s 315 ada #garden :End");
        await connection.SyncAsync();
        Member bob = server.Client.Rooms[0].Members[1];
        Assert.Equal((true, "Bob B", "host"), (bob.IsAway, bob.RealName, bob.Host));
        connection.Say(":bob!b@host AWAY", ":bob!b@host SETNAME :Bobby");
        await connection.SyncAsync();
        Assert.Equal((false, "Bobby"), (bob.IsAway, bob.RealName));
    }

    [Fact]
    public async Task What_happens_is_told_in_the_room()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob");
        connection.Say(
            ":bob!b@h TOPIC #garden :\u0002Roses\u0002",
            ":bob!b@h NICK rob",
            ":rob!b@h QUIT :gone");
        await connection.SyncAsync();
        Assert.Equal("Roses", server.Client.Rooms[0].Topic);
        Assert.Equal(
            [(MessageKind.Joined, "ada", ""), (MessageKind.Topic, "bob", "Roses"), (MessageKind.Renamed, "bob", ""), (MessageKind.Quit, "rob", "gone")],
            server.Client.Rooms[0].Messages.Select(message => (message.Kind, message.Sender, message.Text)));
    }

    [Fact]
    public async Task Leaving_removes_the_room_and_being_removed_leaves_it_to_be_seen()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob");
        connection.Say(":ada!a@h JOIN #shed", ":bob!b@h KICK #garden ada :out", ":ada!a@h PART #shed");
        await connection.SyncAsync();
        ClientRoom garden = Assert.Single(server.Client.Rooms);
        Assert.Equal(("#garden", false, 0), (garden.Name, garden.IsJoined, garden.Members.Count));

        connection.Break();
        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        server.Client.RetryNow();
        ScriptedConnection second = await server.WelcomeAsync();
        await second.SyncAsync(); // and joins neither again
    }

    [Fact]
    public async Task A_room_that_refuses_says_why_and_is_gone()
    {
        await using var server = new ScriptedServer();
        var notices = new List<ServerNotice>();
        server.Client.Notice += notices.Add;
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();
        server.Client.Join("#secret");
        Task<ClientRoom> joined = server.Client.WhenJoinedAsync("#secret");
        await connection.ExpectAsync("JOIN #secret");
        connection.Say(":s 473 ada #secret :Cannot join channel (+i)");
        await connection.SyncAsync();
        Assert.Equal("#secret: Cannot join channel (+i)", (await Assert.ThrowsAsync<IOException>(() => joined)).Message);
        await Assert.ThrowsAsync<IOException>(() => server.Client.WhenJoinedAsync("#SECRET"));
        Assert.Empty(server.Client.Rooms);
        Assert.Equal([new ServerNotice(ServerNoticeKind.Error, "Cannot join channel (+i)", "#secret", "473")], notices.Select(static notice => notice with { Parameters = [] }));

        server.Client.Join("#secret");
        connection.Say(":ada!a@h JOIN #secret");
        Assert.Equal("#secret", (await server.Client.WhenJoinedAsync("#secret").WaitAsync(TimeSpan.FromSeconds(60))).Name);
    }

    [Fact]
    public async Task Names_are_one_by_the_servers_casemapping()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync(isupport: "CASEMAPPING=rfc1459 CHANTYPES=#");
        connection.Say(":ada!a@h JOIN #A[1]", ":bob!b@h JOIN #a{1}", ":BOB!b@h PRIVMSG #A[1} :hi");
        await connection.SyncAsync();
        ClientRoom room = Assert.Single(server.Client.Rooms);
        Assert.Equal((2, "hi"), (room.Members.Count, room.Messages[^1].Text));
    }

    private static IEnumerable<string> Members(ScriptedServer server) => server.Client.Rooms[0].Members.Select(member => member.Prefix + member.Nickname);
}
