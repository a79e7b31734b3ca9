using Parley.Web.Settings;

namespace Parley.Web.Tests.Settings;

public sealed class PreferencesTests
{
    private static readonly Preferences Default = new();

    [Fact]
    public void What_is_written_is_read_again()
    {
        Preferences set = new Preferences
        {
            Theme = "dark",
            Accent = "violet",
            Size = "large",
            Density = "compact",
            Motion = "reduced",
            Clock = "24",
            Language = "zh-Hans",
            Sounds = false,
            Desktop = true,
            SharesTyping = false,
            Level = NotificationLevel.All,
            QuietFrom = new TimeOnly(22, 30),
            QuietTo = new TimeOnly(7, 0),
        }.With("#Garden", NotificationLevel.None);

        Preferences read = Preferences.Read(set.Write());

        Assert.Equal(set.Write(), read.Write());
        Assert.Equal(NotificationLevel.None, read.LevelOf("#garden"));
        Assert.Equal(NotificationLevel.All, read.LevelOf("#kitchen"));
        Assert.Equal((set with { Rooms = Default.Rooms }), read with { Rooms = Default.Rooms });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("\"dark\"")]
    [InlineData("""{"theme":"dark"}""")]
    [InlineData("""{"version":2,"theme":"dark"}""")]
    [InlineData("""{"version":1,"theme":"pink","accent":7,"size":null,"language":"tlh","level":"loud","rooms":["#a"],"quietFrom":1440,"quietTo":"7","sounds":"yes"}""")]
    [InlineData("""{"version":1,"rooms":{"#a":"loud","#b":3}}""")]
    public void What_is_wrong_counts_as_not_set(string? json) => Assert.Equal(Default.Write(), Preferences.Read(json).Write());

    [Theory]
    [InlineData(22, 7, 23, true)]
    [InlineData(22, 7, 3, true)]
    [InlineData(22, 7, 7, false)]
    [InlineData(9, 17, 12, true)]
    [InlineData(9, 17, 8, false)]
    public void Quiet_hours_may_go_over_midnight(int from, int to, int at, bool quiet)
        => Assert.Equal(quiet, new Preferences { QuietFrom = new TimeOnly(from, 0), QuietTo = new TimeOnly(to, 0) }.IsQuiet(new TimeOnly(at, 0)));

    [Fact]
    public void A_room_can_be_as_all_others_again()
    {
        Preferences set = Default.With("#a", NotificationLevel.All).With("#A", null);
        Assert.False(set.HasLevel("#a"));
        Assert.Equal(NotificationLevel.Mentions, set.LevelOf("#a"));
    }

    [Fact]
    public void What_another_page_has_set_stays()
    {
        string? kept = null;
        var one = new KeptPreferences(() => kept, json => kept = json);
        var other = new KeptPreferences(() => kept, json => kept = json);

        one.Set(set => set with { Theme = "dark" });
        other.Set(set => set with { Sounds = false });

        Assert.Equal(("dark", false), (Preferences.Read(kept).Theme, other.Current.Sounds));
        Assert.Equal("dark", other.Current.Theme);
    }
}
