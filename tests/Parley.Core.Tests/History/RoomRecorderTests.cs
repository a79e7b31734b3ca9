using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Core.Tests.History;

/// <summary>What of a room's life is kept.</summary>
public sealed class RoomRecorderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryHistory _history;
    private readonly MemoryRooms _store = new();
    private readonly Recording _recording;
    private readonly RoomDirectory _rooms;
    private readonly UserDirectory _users = new(new FormerNames(0, TimeProvider.System));

    public RoomRecorderTests()
    {
        _history = new(new(Items: 100, TimeSpan.Zero, Bytes: 1 << 20), _time);
        _recording = new Recording(_store, _history, new MemoryReadMarkers(), new Residents(new MemoryResidents()));
        _rooms = NewRooms();
    }

    private RoomDirectory NewRooms() => new("#lobby", new(IsPermanent: false, RoomsPerUser: 10, Bans: 10), _ => _ => { }, _ => { }, _recording, _time);

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Everything_is_kept_in_the_rooms_order_but_who_is_typing()
    {
        (Actor ada, Actor bob) = (NewActor("ada"), NewActor("bob"));
        await _rooms.JoinAsync(ada, "#garden", null);
        await _rooms.JoinAsync(bob, "#garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.SetTopicAsync(ada, "Roses");
        await room.PostAsync(bob, new(MessageKind.Privmsg, "hi"u8.ToArray(), default));
        await room.PostAsync(bob, new(MessageKind.TagMsg, default, "+typing=active"u8.ToArray()));
        await room.PostAsync(bob, new(MessageKind.TagMsg, default, "+typing=done;+draft/react=x"u8.ToArray()));
        await room.PostAsync(bob, new(MessageKind.Privmsg, "psst"u8.ToArray(), default) { LeastRank = Rank.Operator });
        await room.ChangeModesAsync(ada, [new(true, 'v', null, bob.User), new(true, 'm'), new(false, 'n')]);
        await room.KickAsync(ada, bob.User, "out");
        await room.PartAsync(ada, "bye");

        Assert.Equal(
            ["Joined * ada", "Joined * bob", "Topic Roses", "hi", "", "Modes +vm-n bob", "Kicked bob out", "Parted bye"],
            await ReadAsync("#garden"));
    }

    [Theory]
    [InlineData('C', true, 4)]
    [InlineData('C', false, 0)]
    [InlineData('i', true, 0)]
    [InlineData('s', true, 0)]
    public async Task A_room_takes_its_history_with_it_when_it_was_closed_to_strangers_or_nobody_spoke(char mode, bool spoken, int kept)
    {
        Actor ada = NewActor("ada");
        await _rooms.JoinAsync(ada, "#garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.ChangeModesAsync(ada, [new(true, mode)]);
        if (spoken)
            await room.PostAsync(ada, new(MessageKind.Privmsg, "hi"u8.ToArray(), default));

        await room.PartAsync(ada, "");

        Assert.Equal(kept, (await ReadAsync("#garden")).Count());
    }

    [Fact]
    public async Task A_room_is_what_it_was_when_the_server_starts_again_and_its_numbers_go_on()
    {
        Actor ada = NewActor("ada");
        await _rooms.JoinAsync(ada, "#Garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.SetTopicAsync(ada, "Roses");
        await room.ChangeModesAsync(ada, [new(true, 'i'), new(true, 'b', "bob!*@*"), new(true, 'I', "ben!*@*")]);
        await room.SetMetadataAsync(ada, "url", "https://example.org");
        await room.PostAsync(ada, new(MessageKind.Privmsg, "hi"u8.ToArray(), default));
        _recording.End();
        RoomDirectory.Tell(ada, new UserQuit(ada.User.NewStamp(_time.GetUtcNow()), "Server shutting down"));

        RoomDirectory again = NewRooms();
        Assert.False(again.TryFind("#garden", out _));
        Actor eve = NewActor("eve"), back = NewActor("ben");
        Assert.Equal(Refusal.None, (await again.JoinAsync(back, "#garden", null)).Refusal);
        Assert.Equal(Refusal.InviteOnly, (await again.JoinAsync(eve, "#garden", null)).Refusal);

        again.TryFind("#garden", out room);
        RoomView view = await room!.GetViewAsync();
        Assert.Equal(("#Garden", "Roses", "https://example.org"), (view.Name, view.Topic?.Text, view.Metadata["url"]));
        Assert.Equal(["bob!*@*"], (await room.GetListAsync(back.User, 'b')).Value!.Select(ban => ban.Mask.Text));
        Assert.Equal(2, (await room.PostAsync(back, new(MessageKind.Privmsg, "back"u8.ToArray(), default))).Value!.Number);
        Assert.DoesNotContain("Quit", string.Join(' ', await ReadAsync("#garden")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('i', null)]
    [InlineData('k', "word")]
    [InlineData('b', "eve!*@*")]
    public async Task A_stranger_who_comes_first_after_a_restart_takes_nothing_from_those_who_were_there(char mode, string? parameter)
    {
        Actor ada = NewActor("ada");
        await _rooms.JoinAsync(ada, "#garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.ChangeModesAsync(ada, [new(true, mode, parameter)]);
        await room.PostAsync(ada, new(MessageKind.Privmsg, "hi"u8.ToArray(), default));

        // As after the server was killed: nobody has left.
        RoomDirectory again = NewRooms();
        Actor eve = NewActor("eve");
        Assert.NotEqual(Refusal.None, (await again.JoinAsync(eve, "#garden", null)).Refusal);
        Assert.NotEqual(Refusal.None, (await again.JoinAsync(eve, "#garden", null)).Refusal);
        RoomResult<Joined> back = await again.JoinAsync(ada, "#garden", parameter);

        Assert.Equal(Refusal.None, back.Refusal);
        Assert.Contains("hi", await ReadAsync("#garden"));
    }

    [Fact]
    public async Task What_an_owner_has_laid_down_for_a_room_ends_with_the_room()
    {
        await SayInKeptRoomAsync();
        _recording.Save(new KeptRoom("#garden", _time.GetUtcNow(), null, RoomModes.None, null, null, null, "ada") { History = HistoryRules.None with { Days = 1 } });
        _recording.Forget("#garden");

        _time.Advance(TimeSpan.FromDays(3));

        Assert.Contains("hi", await ReadAsync("#garden"));
    }

    [Fact]
    public async Task A_room_that_has_ended_is_as_new_ones_are_when_somebody_comes_again()
    {
        Actor ada = NewActor("ada");
        await _rooms.JoinAsync(ada, "#garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.ChangeModesAsync(ada, [new(true, 'k', "secret")]);
        Assert.Single(_store.Load());

        await room.PartAsync(ada, "");

        Assert.Empty(_store.Load());
        Assert.Equal(Refusal.None, (await NewRooms().JoinAsync(NewActor("eve"), "#garden", null)).Refusal);
    }

    private async Task SayInKeptRoomAsync()
    {
        Actor ada = NewActor("ada");
        await _rooms.JoinAsync(ada, "#garden", null);
        _rooms.TryFind("#garden", out IRoom? room);
        await room!.PostAsync(ada, new(MessageKind.Privmsg, "hi"u8.ToArray(), default));
    }

    private async Task<IEnumerable<string>> ReadAsync(string room)
    {
        HistoryPage page = await _history.OfRoom(room).ReadAsync(
            new(HistoryWindow.Latest, null, null, 100, HistoryContent.Messages | HistoryContent.Events));
        return page.Items.Select(item => item is Message message
            ? System.Text.Encoding.UTF8.GetString(message.Text.Span)
            : $"{((Happening)item).Kind} {string.Join(' ', ((Happening)item).Words)}");
    }

    private Actor NewActor(string nickname)
    {
        var user = new User("~u", "host", nickname, _time.GetUtcNow());
        Assert.True(_users.TryAdd(user, nickname));
        return new(user, new(1));
    }
}
