using Parley.Core.History;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of read markers promises. Source: https://ircv3.net/specs/extensions/read-marker.</summary>
public abstract class ReadMarkerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Party Ada = Party.OfAccount("ada"), Guest = new(null, Guid.NewGuid());

    protected abstract IReadMarkers Markers { get; }

    [Fact]
    public void A_marker_only_ever_increases_whatever_the_case_of_the_name()
    {
        Assert.Null(Markers.Find(Ada, "#lobby"));

        Assert.Equal(Noon, Markers.Advance(Ada, "#Lobby", Noon));
        Assert.Equal(Noon, Markers.Advance(Ada, "#lobby", Noon.AddSeconds(-1)));
        Assert.Equal(Noon, Markers.Find(Ada, "#LOBBY"));
        Assert.Equal(Noon.AddSeconds(1), Markers.Advance(Ada, "#lobby", Noon.AddSeconds(1)));
    }

    [Fact]
    public void Each_party_has_its_own_and_those_of_a_guest_go_with_the_guest()
    {
        Markers.Advance(Ada, "bob", Noon);
        Markers.Advance(Guest, "bob", Noon.AddSeconds(1));

        Markers.Forget(Guest);

        Assert.Null(Markers.Find(Guest, "bob"));
        Assert.Equal(Noon, Markers.Find(Ada, "bob"));
    }

    [Fact]
    public void Markers_follow_a_room_that_is_renamed()
    {
        Markers.Advance(Ada, "#old", Noon);
        Markers.Advance(Ada, "#new", Noon.AddSeconds(1));

        Markers.RenameRoom("#OLD", "#New");

        Assert.Null(Markers.Find(Ada, "#old"));
        Assert.Equal(Noon, Markers.Find(Ada, "#new"));
    }

    [Fact]
    public void Nobody_fills_the_memory_with_names()
    {
        for (int n = 0; n < 10_000; n++)
            Markers.Advance(Ada, $"#room{n}", Noon.AddSeconds(n));

        Assert.Null(Markers.Find(Ada, "#room0"));
        Assert.NotNull(Markers.Find(Ada, "#room9999"));
    }
}
