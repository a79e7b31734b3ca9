using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Control;

/// <summary>What the one who runs the server does with rooms, and what people notice of it.</summary>
public sealed class RoomCommandTests
{
    private const string Password = "correct-horse";

    [Fact]
    public async Task A_room_is_shown_with_all_that_was_set_in_it_also_when_it_is_secret()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient alice = await server.LogInAsync("alice", Password);
        await alice.SendAsync("JOIN #garden", "CS REGISTER #garden", "TOPIC #garden :Roses", "MODE #garden +sbl *!*@spam.example 7", "CS AMODE #garden +o alice");
        await alice.SyncAsync();

        RoomDetails room = (await server.AskAsync(RoomCommands.Show, new RoomQuestion("#GARDEN"))).Value!;

        Assert.Equal(("#garden", "alice", "Roses", 7), (room.Name, room.Owner, room.Topic, room.Limit));
        Assert.Contains('s', room.Modes);
        Assert.Equal(["*!*@spam.example"], room.Bans);
        Assert.Equal(["~alice"], room.Members);
        IReadOnlyList<RoomLine> rooms = (await server.AskAsync(RoomCommands.List, new Nothing())).Value!;
        Assert.Equal(["#garden", "#lobby"], rooms.Select(line => line.Name));
        Assert.Equal(("alice", 1, "Roses"), (rooms[0].Owner, rooms[0].Members, rooms[0].Topic));
    }

    [Fact]
    public async Task A_room_gets_another_owner_whosever_it_was()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient bob = await server.JoinAsync("#garden", "bob");

        Assert.Equal("#garden", (await server.AskAsync(RoomCommands.Transfer, new TransferQuestion("#Garden", "ALICE"))).Value);

        await bob.SendAsync("CS INFO #garden");
        await bob.SkipToAsync(line => line.EndsWith(":Founder: alice", StringComparison.Ordinal));
        Assert.Equal("There is no account eve.", (await server.AskAsync(RoomCommands.Transfer, new TransferQuestion("#garden", "eve"))).Problem);
    }

    [Fact]
    public async Task Whoever_was_in_a_room_that_is_deleted_is_told_and_the_next_finds_an_empty_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", "draft/chathistory", "batch", "echo-message"), bob = await server.JoinAsync("#garden", "bob");
        await alice.SendAsync("TOPIC #garden :Roses", "PRIVMSG #garden :What nobody shall read");
        await alice.SyncAsync();
        await bob.SyncAsync();

        Assert.Equal("#garden", (await server.AskAsync(RoomCommands.Delete, new RoomQuestion("#garden"))).Value);

        await alice.SkipToAsync(line => line == ":test KICK #garden alice :The room was closed");
        await bob.SkipToAsync(line => line == ":test KICK #garden bob :The room was closed");
        await alice.SendAsync("JOIN #garden");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #garden", ":test 353 alice = #garden :@alice", ":test 366 alice #garden :End of /NAMES list");
        await alice.SendAsync("CHATHISTORY LATEST #garden * 10");
        Assert.DoesNotContain(await alice.SyncAsync(), line => line.Contains("What nobody shall read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_says_why()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("There is no room #nowhere.", (await server.AskAsync(RoomCommands.Show, new RoomQuestion("#nowhere"))).Problem);
        Assert.Equal("There is no room #nowhere.", (await server.AskAsync(RoomCommands.Delete, new RoomQuestion("#nowhere"))).Problem);
        Assert.Equal("#lobby is the room that exists always (Rooms.Default).", (await server.AskAsync(RoomCommands.Delete, new RoomQuestion("#lobby"))).Problem);
    }
}
