using System.Collections.Immutable;
using Parley.Core.Rooms;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of rooms promises.</summary>
public abstract class RoomStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly KeptRoom Garden = new(
        "#Garden", Noon, new Topic("Roses \u2600", "ada!a@host", Noon.AddMinutes(1)), RoomModes.Secret | RoomModes.Moderated, "key", 7, "#other", "ada")
    {
        Standings = [new Standing("bob", Rank.HalfOperator)],
        Bans = [new Ban(RoomMask.Parse("m:a:eve")!, "ada!a@host", Noon), new Ban(RoomMask.Parse("*!*@192.0.2.1")!, "ada!a@host", Noon) { Reason = "Rude \u2600", Until = Noon.AddHours(1) }],
        Exceptions = [new Ban(RoomMask.Parse("carol")!, "ada!a@host", Noon)],
        Welcome = [new Ban(RoomMask.Parse("a:dave")!, "ada!a@host", Noon)],
        Links =
        [
            new InviteLink(InviteLink.HashOf("one"), "ada!a@host", "ada", Noon, Noon.AddDays(1), 3, Opens: true) { Used = 1, People = ["a:bob"] },
            new InviteLink(InviteLink.HashOf("two"), "bob!b@host", null, Noon, null, null, Opens: false) { Used = 7 },
        ],
        History = new HistoryRules(SinceJoining: true, Days: 7, Messages: 100),
        Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("url", "https://example.org"),
    };

    /// <summary>The store that is tested.</summary>
    protected abstract IRoomStore Rooms { get; }

    /// <summary>The store as a server finds it that starts again.</summary>
    protected abstract Task<IRoomStore> ReopenAsync();

    [Fact]
    public async Task A_room_is_found_as_it_was_kept()
    {
        Rooms.Save(Garden);

        KeptRoom found = Assert.Single((await ReopenAsync()).Load());

        Assert.Equal(
            (Garden.Name, Garden.Created, Garden.Topic, Garden.Modes, Garden.Key, Garden.Limit, Garden.Forward, Garden.Owner),
            (found.Name, found.Created, found.Topic, found.Modes, found.Key, found.Limit, found.Forward, found.Owner));
        Assert.Equal(Garden.Standings, found.Standings);
        Assert.Equal(Garden.Metadata, found.Metadata);
        Assert.Equal(Garden.History, found.History);
        Assert.Equal(Garden.Links.Select(link => link with { People = [] }), found.Links.Select(link => link with { People = [] }));
        Assert.Equal(Garden.Links.Select(link => link.People), found.Links.Select(link => link.People));
        foreach ((IReadOnlyList<Ban> kept, IReadOnlyList<Ban> read) in new[] { (Garden.Bans, found.Bans), (Garden.Exceptions, found.Exceptions), (Garden.Welcome, found.Welcome) })
            Assert.Equal(kept.Select(What), read.Select(What));
    }

    private static object What(Ban ban) => (ban.Mask.Text, ban.SetBy, ban.At, ban.Reason, ban.Until);

    [Fact]
    public async Task There_is_one_room_of_a_name_however_it_is_written_until_it_is_forgotten()
    {
        Rooms.Save(Garden);
        Rooms.Save(Garden with { Name = "#GARDEN", Topic = null });
        Rooms.Save(Garden with { Name = "#other" });
        Rooms.Forget("#Other");

        KeptRoom found = Assert.Single((await ReopenAsync()).Load());

        Assert.Equal(("#GARDEN", null), (found.Name, found.Topic));
    }
}
