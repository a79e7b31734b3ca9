using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Core.Tests.Rooms;

/// <summary>The rules of rooms, without a server.</summary>
public sealed class RoomTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly List<RoomEvent> _happened = [];
    private readonly UserDirectory _users = new(new FormerNames(0, TimeProvider.System));
    private readonly RoomDirectory _rooms;
    private long _sessions;

    public RoomTests()
        => _rooms = new RoomDirectory("#lobby", new RoomRules(IsPermanent: false, RoomsPerUser: 3, Bans: 2), _ => _happened.Add, _ => { }, NoRecording.Of(_time), _time);

    [Fact]
    public async Task The_first_runs_a_room_and_nobody_runs_the_default_one()
    {
        Actor alice = New("alice"), bob = New("bob");

        Joined own = await JoinedAsync(alice, "#garden");
        Joined lobby = await JoinedAsync(bob, "#lobby");

        Assert.Equal([new Member(alice.User, Rank.Operator)], own.View.Members);
        Assert.Equal([new Member(bob.User, Rank.None)], lobby.View.Members);
    }

    [Fact]
    public async Task Messages_have_the_rooms_order_and_ids_of_their_own()
    {
        Actor alice = New("alice");
        await JoinedAsync(alice, "#garden");
        IRoom room = Find("#GARDEN");

        Message[] messages = [await PostedAsync(room, alice, "a"), await PostedAsync(room, alice, "b"), await PostedAsync(room, alice, "c")];

        Assert.Equal([1, 2, 3], messages.Select(message => message.Number));
        Assert.Equal(3, messages.Select(message => message.Id).Distinct().Count());
        Assert.Equal(messages, _happened.OfType<Posted>().Select(posted => posted.Message));
        Assert.All(messages, message => Assert.Equal(("#garden", "alice!~u@host"), (message.Target, message.Source)));
    }

    [Fact]
    public async Task Times_and_ids_stand_in_the_rooms_order_even_when_the_clock_stands_still_or_goes_back()
    {
        Actor alice = New("alice");
        await JoinedAsync(alice, "#garden");
        IRoom room = Find("#garden");
        var messages = new List<Message>();
        for (int n = 0; n < 50; n++)
        {
            _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromSeconds(n % 3));
            messages.Add(await PostedAsync(room, alice, $"{n}"));
        }

        Assert.Equal(messages.OrderBy(message => message.At), messages);
        Assert.Equal(messages.OrderBy(message => message.Id.ToString("N"), StringComparer.Ordinal), messages);
        Assert.Equal(50, messages.Select(message => message.At).Distinct().Count());
    }

    [Fact]
    public async Task What_was_refused_did_not_happen()
    {
        Actor alice = New("alice"), bob = New("bob"), carol = New("carol");
        await JoinedAsync(alice, "#garden");
        await JoinedAsync(bob, "#garden");
        IRoom room = Find("#garden");
        int before = _happened.Count;

        Assert.Equal(Refusal.NeedsOperator, (await room.SetTopicAsync(bob, "Weeds")).Refusal);
        Assert.Equal(Refusal.NeedsOperator, (await room.KickAsync(bob, alice.User, "")).Refusal);
        Assert.Equal(Refusal.NeedsOperator, (await room.ChangeModesAsync(bob, [new ModeChange(true, 'm')])).Value!.Refused.Single().Refusal);
        Assert.Equal(Refusal.NotMember, (await room.PartAsync(carol, "")).Refusal);
        Assert.Equal(Refusal.NotMember, (await room.InviteAsync(carol, bob.User)).Refusal);
        Assert.Equal(Refusal.CannotSend, (await room.PostAsync(carol, Say("x"))).Refusal);
        Assert.Equal(Refusal.AlreadyMember, (await _rooms.JoinAsync(bob, "#garden", null)).Refusal);

        Assert.Equal(before, _happened.Count);
        Assert.Null((await room.GetViewAsync()).Topic);
    }

    [Fact]
    public async Task A_room_given_up_begins_anew_and_the_default_room_never_is()
    {
        Actor alice = New("alice"), bob = New("bob");
        await JoinedAsync(alice, "#garden");
        await Find("#garden").SetTopicAsync(alice, "Roses");
        await Find("#garden").PartAsync(alice, "");
        Assert.False(_rooms.TryFind("#garden", out _));

        Assert.Null((await JoinedAsync(bob, "#garden")).View.Topic);
        await JoinedAsync(bob, "#lobby");
        await Find("#lobby").PartAsync(bob, "");
        Assert.True(_rooms.TryFind("#lobby", out _));
    }

    [Fact]
    public async Task A_notice_gathers_through_all_rooms_and_who_quit_is_in_none()
    {
        Actor alice = New("alice");
        await JoinedAsync(alice, "#a");
        await JoinedAsync(alice, "#b");
        var quit = new UserQuit(alice.User.NewStamp(_time.GetUtcNow()), "bye");

        RoomDirectory.Tell(alice, quit);

        Assert.Equal(["#a", "#b"], _happened.OfType<UserChanged>().Where(changed => changed.Notice == quit).Select(changed => changed.Room));
        Assert.Empty(alice.User.Rooms);
        Assert.Equal(1, _rooms.Count);
    }

    [Fact]
    public async Task Moderation_lets_only_the_ranked_speak_and_a_ban_only_the_others()
    {
        Actor alice = New("alice"), bob = New("bob");
        await JoinedAsync(alice, "#garden");
        await JoinedAsync(bob, "#garden");
        IRoom room = Find("#garden");

        await room.ChangeModesAsync(alice, [new ModeChange(true, 'm')]);
        Assert.Equal(Refusal.CannotSend, (await room.PostAsync(bob, Say("x"))).Refusal);
        await room.ChangeModesAsync(alice, [new ModeChange(true, 'v', "bob", bob.User)]);
        Assert.Equal(Refusal.None, (await room.PostAsync(bob, Say("x"))).Refusal);
        await room.ChangeModesAsync(alice, [new ModeChange(false, 'm'), new ModeChange(true, 'b', "bob"), new ModeChange(false, 'v', "bob", bob.User)]);
        Assert.Equal(Refusal.CannotSend, (await room.PostAsync(bob, Say("x"))).Refusal);
    }

    [Fact]
    public async Task Who_is_silenced_is_judged_anew_when_lists_name_or_account_change()
    {
        Actor alice = New("alice"), bob = New("bob");
        await JoinedAsync(alice, "#garden");
        await JoinedAsync(bob, "#garden");
        IRoom room = Find("#garden");
        async Task<Refusal> SaysAsync() => (await room.PostAsync(bob, Say("x"))).Refusal;

        await room.ChangeModesAsync(alice, [new ModeChange(true, 'b', "m:*"), new ModeChange(true, 'e', "a:bob")]);
        Assert.Equal(Refusal.CannotSend, await SaysAsync());
        _users.TryLogIn(bob.User, "bob");
        Assert.Equal(Refusal.None, await SaysAsync());
        _users.LogOut(bob.User);
        Assert.Equal(Refusal.CannotSend, await SaysAsync());
        await room.ChangeModesAsync(alice, [new ModeChange(true, 'e', "robert")]);
        Assert.Equal(Refusal.CannotSend, await SaysAsync());
        _users.TryRename(bob.User, "robert", name =>
            RoomDirectory.Rename(bob, name, new UserRenamed(bob.User.NewStamp(_time.GetUtcNow()), name), _ => { }));
        Assert.Equal(Refusal.None, await SaysAsync());
        await room.ChangeModesAsync(alice, [new ModeChange(false, 'e', "robert")]);
        Assert.Equal(Refusal.CannotSend, await SaysAsync());
    }

    [Fact]
    public async Task Many_at_once_leave_members_and_rooms_in_agreement()
    {
        Actor[] actors = [.. Enumerable.Range(0, 8).Select(n => New($"user{n}"))];

        await Task.WhenAll(actors.Select(actor => Task.Run(async () =>
        {
            for (int round = 0; round < 300; round++)
            {
                await _rooms.JoinAsync(actor, $"#r{round % 3}", null);
                _users.TryRename(actor.User, $"{actor.User.Username}-{actor.Session.Value}-{round}", name =>
                    RoomDirectory.Rename(actor, name, new UserRenamed(actor.User.NewStamp(_time.GetUtcNow()), name), _ => { }));
                if (round % 2 == 0 && _rooms.TryFind($"#r{round % 3}", out IRoom? room))
                    await room.PartAsync(actor, "");
            }
        })));

        foreach (IRoom room in _rooms.All)
            Assert.Equal(
                actors.Where(actor => actor.User.Rooms.Contains(room)).Select(actor => actor.User.Nickname).Order(),
                (await room.GetViewAsync()).Members.Select(member => member.User.Nickname).Order());
        Assert.All(_rooms.All.Where(room => room.Name != "#lobby"), room => Assert.Contains(actors, actor => actor.User.Rooms.Contains(room)));
    }

    private static Draft Say(string text) => new(MessageKind.Privmsg, Encoding.UTF8.GetBytes(text), default);

    private static async Task<Message> PostedAsync(IRoom room, Actor by, string text)
        => (await room.PostAsync(by, Say(text))).Value ?? throw new InvalidOperationException("The message was refused.");

    private async Task<Joined> JoinedAsync(Actor by, string room)
        => (await _rooms.JoinAsync(by, room, null)).Value ?? throw new InvalidOperationException("The join was refused.");

    private IRoom Find(string name) => _rooms.TryFind(name, out IRoom? room) ? room : throw new InvalidOperationException($"There is no room {name}.");

    private Actor New(string nickname)
    {
        var user = new User("~u", "host", nickname, _time.GetUtcNow());
        Assert.True(_users.TryAdd(user, nickname));
        return new Actor(user, new SessionId(++_sessions));
    }
}
