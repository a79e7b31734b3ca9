using Parley.Core.Rooms;
using Parley.Core.Users;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of residents does.</summary>
public abstract class ResidentStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Home[] Nowhere = [];

    /// <summary>What is tested, empty.</summary>
    protected abstract IResidentStore Residents { get; }

    /// <summary>Waits until what was kept will be read.</summary>
    protected abstract Task SaveAsync();

    [Fact]
    public async Task What_was_kept_last_is_loaded_whole()
    {
        var zoe = new Resident("Zoë", "zoë", "~zoe", "host.example", "192.0.2.1", "Zoë Ö.", Noon.AddTicks(1), UserModes.Invisible | UserModes.Bot, "lunch", Noon.AddTicks(7),
            [new Home("#garden", Rank.Founder | Rank.Operator, Noon.AddTicks(3)), new Home("#🌷", Rank.None, Noon)]);
        Residents.Save(zoe with { Away = null, AloneSince = null, Homes = [] });
        Residents.Save(zoe);
        Residents.Save(zoe with { Account = "bob", Away = null, AloneSince = null, Homes = [] });
        Residents.Save(zoe with { Account = "cleo" });
        Residents.Forget("CLEO");
        Residents.Forget("nobody");
        await SaveAsync();

        Resident[] loaded = [.. Residents.Load().OrderBy(one => one.Account, StringComparer.OrdinalIgnoreCase)];

        Assert.Equal(["bob", "Zoë"], loaded.Select(one => one.Account));
        Assert.Equal(zoe.Homes, loaded[1].Homes);
        Assert.Equal(zoe with { Homes = Nowhere }, loaded[1] with { Homes = Nowhere });
        Assert.Null(loaded[0].Away);
        Assert.Null(loaded[0].AloneSince);
    }
}
