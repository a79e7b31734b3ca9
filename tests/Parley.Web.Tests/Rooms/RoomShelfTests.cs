using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Web.Rooms;

namespace Parley.Web.Tests.Rooms;

public sealed class RoomShelfTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));
    private readonly ChatClient _client;

    public RoomShelfTests()
        => _client = new ChatClient(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Rooms = ["#b", "#a", "#c"], Time = _time });

    [Fact]
    public void Where_something_was_said_last_stands_first_unless_sorted_by_name()
    {
        var shelf = new RoomShelf();
        _client.Send("#c", "hello");
        _time.Advance(TimeSpan.FromMinutes(1));
        _client.Send("bob", "hi");
        _client.Send("#a", "hello");
        Assert.Equal("[Rooms] #a #c #b [Directs] bob", Tell(shelf));

        shelf.SortBy(RoomOrder.Name);
        Assert.Equal("[Rooms] #a #b #c [Directs] bob", Tell(shelf));
    }

    [Fact]
    public void Pins_stand_on_top_and_all_of_it_is_kept()
    {
        var shelf = new RoomShelf();
        string? kept = null;
        shelf.Changed += () => kept = shelf.Write();
        shelf.SortBy(RoomOrder.Name);
        shelf.Pin(_client.Find("#c")!, true);
        shelf.Pin(_client.OpenDirect("bob"), true);
        shelf.Quiet(_client.Find("#a")!, true);

        var other = new RoomShelf();
        other.Read(kept!);
        Assert.Equal("[Pinned] bob #c [Rooms] #a #b", Tell(other));
        Assert.True(other.IsQuiet(_client.Find("#a")!));
        other.Pin(_client.Find("#c")!, false);
        Assert.Equal("[Pinned] bob [Rooms] #a #b #c", Tell(other));
    }

    [Fact]
    public void Rules_are_shown_until_they_were_read_and_again_when_there_are_others()
    {
        var shelf = new RoomShelf();
        var room = (ClientRoom)_client.Find("#a")!;
        room.Rules = "Be kind";
        Assert.False(shelf.HasRead(room));
        shelf.Read(room);
        var other = new RoomShelf();
        other.Read(shelf.Write());
        Assert.True(other.HasRead(room));
        room.Rules = "Be quiet";
        Assert.False(other.HasRead(room));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\norder\npin \n\n\u0000")]
    public void What_makes_no_sense_changes_nothing(string kept)
    {
        var shelf = new RoomShelf();
        shelf.Read(kept);
        Assert.Equal("[Rooms] #b #a #c", Tell(shelf));
    }

    [Fact]
    public void A_few_letters_find_rooms_people_and_rooms_to_join()
    {
        Conversation current = _client.Find("#a")!;
        _client.OpenDirect("bea");
        Assert.Equal(["bea", "#b", "#c"], Destinations.Find(_client, current, "").Select(to => to.Name).Order(StringComparer.Ordinal).Reverse().Take(1).Concat(["#b", "#c"]));
        Assert.DoesNotContain(Destinations.Find(_client, current, ""), to => to.Conversation == current);
        Assert.Equal([(DestinationKind.Room, "#b"), (DestinationKind.Direct, "bea")], Destinations.Find(_client, current, "b").Select(to => (to.Kind, to.Name)));
        Assert.Equal([(DestinationKind.NewRoom, "#garden")], Destinations.Find(_client, current, "garden").Select(to => (to.Kind, to.Name)));
        Assert.Empty(Destinations.Find(_client, current, "no room has, this"));
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private string Tell(RoomShelf shelf) => string.Join(' ', shelf.Arrange(_client).Select(row => row.Conversation?.Name ?? $"[{row.Section}]"));
}
