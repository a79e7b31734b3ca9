using Parley.Client.Messages;
using Parley.Client.People;
using Parley.Client.Rooms;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Rooms and people at the real server: who is asked about, who runs a room, and who comes in.</summary>
public sealed class TogetherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rooms_are_listed_with_topics_and_sizes_the_largest_first()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await EnterAsync(ada, "#den");
        ada.Client.SetTopic("#den", "Where \u0002foxes\u0002 live");
        await ada.UntilAsync(client => Room(client, "#den").Topic.Length > 0);

        IReadOnlyList<ListedRoom> rooms = await ada.Client.ListRoomsAsync().WaitAsync(Patience);

        Assert.Equal([new ListedRoom("#lobby", 2, ""), new ListedRoom("#den", 1, "Where foxes live")], rooms);
        Assert.Equal(("ada", true), (Room(ada.Client, "#den").TopicSet?.By, Room(ada.Client, "#den").TopicSet?.At is not null));
    }

    [Fact]
    public async Task Somebody_is_looked_up_and_nobody_is_null()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await EnterAsync(ada, "#den");
        bob.Client.SetAway("out for lunch");
        await ada.UntilAsync(client => client.FindMember("bob") is { IsAway: true });

        People.Person? found = await ada.Client.LookUpAsync("BOB").WaitAsync(Patience);

        Assert.Equal(("bob", "bob", "out for lunch", null, false), (found?.Nickname, found?.RealName, found?.Away, found?.Account, found?.IsBot));
        Assert.Equal(["#lobby"], found!.Rooms);
        Assert.NotNull(found.Since);
        Assert.Null(await ada.Client.LookUpAsync("nobody").WaitAsync(Patience));
    }

    [Fact]
    public async Task Who_runs_a_room_says_what_it_is_like_and_who_stays_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await EnterAsync(ada, "#den");
        await EnterAsync(bob, "#den");
        await ada.Client.AskModesAsync("#den").WaitAsync(Patience);
        Assert.Equal("nt", string.Concat(Room(ada.Client, "#den").Modes.Letters));
        Assert.NotNull(Room(ada.Client, "#den").Created);
        Assert.True(RoomPowers.Of(ada.Client, Room(ada.Client, "#den")) is { RunsRoom: true, Speaks: true });

        ada.Client.SetMode("#den", true, 'm');
        ada.Client.SetMode("#den", true, 'k', "open");
        ada.Client.SetMode("#den", true, 'v', "bob");
        ada.Client.SetMode("#den", true, 'b', "*!*@spam.example");
        ada.Client.SetRules("#den", "Be kind");
        await bob.UntilAsync(client => Room(client, "#den") is { Modes.Key: "open", Rules: "Be kind" } room && room.Modes.Has('m')
            && RoomPowers.Of(client, room) is { Level: 1, Speaks: true, KeepsOrder: false });
        RoomListEntry ban = Assert.Single(await bob.Client.ListEntriesAsync("#den", RoomListKind.Bans).WaitAsync(Patience));
        Assert.Equal(("*!*@spam.example", "ada", true), (ban.Mask, ban.By, ban.At is not null));

        ada.Client.Kick("#den", "bob", "Enough");
        await bob.UntilAsync(client => Room(client, "#den") is { IsJoined: false });
        Assert.Equal("Enough", Room(bob.Client, "#den").Messages[^1].Text);
        Assert.False(bob.Client.ComesInto(Room(bob.Client, "#den")));
        await EnterAsync(bob, "#den", "open");
        Assert.True(bob.Client.ComesInto(Room(bob.Client, "#den")));
        Assert.Equal("Be kind", Room(bob.Client, "#den").Rules);
    }

    [Fact]
    public async Task Who_is_banned_or_muted_for_a_while_is_told_why_and_until_when()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await EnterAsync(ada, "#den");
        await EnterAsync(bob, "#den");
        Assert.True(ada.Client.HasTimedBans());
        DateTimeOffset hence = server.Time.GetUtcNow() + TimeSpan.FromHours(1);

        ada.Client.Ban("#den", "m:bob!*@*", TimeSpan.FromHours(1), "Too loud");
        await bob.UntilAsync(client => Room(client, "#den").Messages.Any(message => message.Kind == MessageKind.Mode));
        ChatMessage unsaid = bob.Client.Send("#den", "hi")[0];
        await unsaid.Settled.WaitAsync(Patience);
        Assert.Equal(("404", new BanTerms("Too loud", hence)), (unsaid.FailureCode, unsaid.FailureTerms));

        ada.Client.Ban("#den", "bob!*@*", reason: "Worse");
        ada.Client.Kick("#den", "bob");
        await bob.UntilAsync(client => Room(client, "#den") is { IsJoined: false });
        var refused = new TaskCompletionSource<ServerNotice>(TaskCreationOptions.RunContinuationsAsynchronously);
        bob.Client.Notice += notice => _ = notice.Code == "474" && refused.TrySetResult(notice);
        bob.Client.Join("#den");
        Assert.Equal(new BanTerms("Worse", null), (await refused.Task.WaitAsync(Patience)).Terms);
        IReadOnlyList<RoomListEntry> bans = await ada.Client.ListEntriesAsync("#den", RoomListKind.Bans).WaitAsync(Patience);
        Assert.Equal([("m:bob!*@*", "Too loud", hence), ("bob!*@*", "Worse", (DateTimeOffset?)null)], bans.Select(ban => (ban.Mask, ban.Terms.Reason, ban.Terms.Until)));
    }

    [Fact]
    public async Task Whose_room_it_is_says_how_long_things_are_kept_there()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = options.History with { Days = 30 } });
        await using Person ada = await Person.JoinAsync(server, "ada");
        await ada.Client.ClaimAsync("sesame sesame").WaitAsync(Patience);
        await EnterAsync(ada, "#den");
        await Assert.ThrowsAsync<IOException>(() => ada.Client.SetRetentionAsync("#den", new RoomRetention(7, null)).WaitAsync(Patience));
        ada.Client.Send("ChanServ", "REGISTER #den");
        await ada.UntilAsync(client => RoomPowers.Of(client, Room(client, "#den")).Level == 5);

        Assert.Equal(new RoomRetention(null, null), await ada.Client.AskRetentionAsync("#den").WaitAsync(Patience));
        await ada.Client.SetRetentionAsync("#den", new RoomRetention(60, 1000)).WaitAsync(Patience);

        Assert.Equal(new RoomRetention(60, 1000), await ada.Client.AskRetentionAsync("#den").WaitAsync(Patience));
        Assert.Equal("What is said in #den is kept for 30 days, and of that the newest 1000 messages", Room(ada.Client, "#den").Retention);
        await ada.Client.SetRetentionAsync("#den", new RoomRetention(null, null)).WaitAsync(Patience);
        Assert.Equal(new RoomRetention(null, null), await ada.Client.AskRetentionAsync("#den").WaitAsync(Patience));
    }

    [Fact]
    public async Task A_closed_door_is_knocked_at_and_opened_by_an_invitation()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        var knock = new TaskCompletionSource<Knock>(TaskCreationOptions.RunContinuationsAsynchronously);
        var invitation = new TaskCompletionSource<Invitation>(TaskCreationOptions.RunContinuationsAsynchronously);
        var refusal = new TaskCompletionSource<ServerNotice>(TaskCreationOptions.RunContinuationsAsynchronously);
        ada.Client.Knocked += knock.SetResult;
        bob.Client.Invited += invitation.SetResult;
        bob.Client.Notice += notice => _ = notice.Kind == ServerNoticeKind.Error && refusal.TrySetResult(notice);
        await EnterAsync(ada, "#den");
        ada.Client.SetMode("#den", true, 'i');
        await ada.UntilAsync(client => Room(client, "#den").Modes.Has('i'));

        bob.Client.Join("#den");
        Assert.Equal(("473", "#den"), await refusal.Task.WaitAsync(Patience) is var why ? (why.Code, why.Context) : default);
        bob.Client.Knock("#den", "It is me (bob)");
        Assert.Equal(new Knock("#den", "bob", "It is me (bob)"), await knock.Task.WaitAsync(Patience));
        ada.Client.Invite("#den", "bob");
        Assert.Equal(new Invitation("#den", "ada"), await invitation.Task.WaitAsync(Patience));
        await EnterAsync(bob, "#den");
    }

    [Fact]
    public async Task Who_is_sent_on_to_another_room_is_told_which()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        var forwarded = new TaskCompletionSource<(string, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        bob.Client.Forwarded += (from, to) => forwarded.SetResult((from, to));
        await EnterAsync(ada, "#hall");
        await EnterAsync(ada, "#den");
        ada.Client.SetMode("#den", true, 'f', "#hall");
        ada.Client.SetMode("#den", true, 'i');
        await ada.UntilAsync(client => Room(client, "#den").Modes.Has('i'));

        bob.Client.Join("#den");

        Assert.Equal(("#den", "#hall"), await forwarded.Task.WaitAsync(Patience));
        await bob.Client.WhenJoinedAsync("#hall").WaitAsync(Patience);
        lock (bob.Client.Sync)
            Assert.Null(bob.Client.Find("#den"));
    }

    [Fact]
    public async Task Who_is_ignored_is_not_heard_until_that_is_taken_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ada.Client.Ignored.Add("BOB", account: null);
        Assert.Null(await bob.Client.SendAsync("#lobby", "unheard").WaitAsync(Patience));
        Assert.Null(await bob.Client.SendAsync("ada", "unheard too").WaitAsync(Patience));
        Assert.Null(await ada.Client.SendAsync("#lobby", "a mark").WaitAsync(Patience));
        lock (ada.Client.Sync)
        {
            Assert.Empty(ada.Client.Directs);
            Assert.DoesNotContain(Room(ada.Client, "#lobby").Messages, message => message.Text == "unheard");
            ada.Client.Ignored.Remove("bob", account: null);
        }

        Assert.Null(await bob.Client.SendAsync("ada", "heard").WaitAsync(Patience));
        await ada.UntilAsync(client => client.Directs is [{ Messages: [{ Text: "heard" }] }]);
    }

    [Fact]
    public async Task A_server_that_wants_a_password_is_given_one_when_the_app_asks_for_it()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Network = options.Network with { Password = "melon" } });
        await using var ada = new Person(new ChatClientOptions { Address = Person.AddressOf(server), Nickname = "ada" }, asksForPassword: true);
        await ada.UntilAsync(client => client is { State: Connections.ConnectionState.NicknameNeeded, TurnedAway.Code: "464" });
        ada.Client.GiveServerPassword("lemon");
        await ada.UntilAsync(client => client is { State: Connections.ConnectionState.NicknameNeeded, TurnedAway.Code: "464" });
        ada.Client.GiveServerPassword("melon");
        await ada.Client.WhenJoinedAsync("#lobby").WaitAsync(Patience);
        Assert.Null(ada.Client.TurnedAway);
    }

    private static ClientRoom Room(ChatClient client, string name) => (ClientRoom)client.Find(name)!;

    private static async Task EnterAsync(Person person, string room, string? key = null)
    {
        person.Client.Join(room, key);
        await person.Client.WhenJoinedAsync(room).WaitAsync(Patience);
        await person.UntilAsync(client => client.FindMember(Room(client, room), client.Nickname) is not null && Room(client, room).Members.Count > 0);
    }
}
