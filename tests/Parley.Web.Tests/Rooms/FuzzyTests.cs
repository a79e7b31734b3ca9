using Parley.Web.Rooms;

namespace Parley.Web.Tests.Rooms;

public sealed class FuzzyTests
{
    [Theory]
    [InlineData("gar", "#garden", "#hangar")]
    [InlineData("garden", "#garden", "#garden-tools")]
    [InlineData("tools", "#garden-tools", "#stoolsample")]
    [InlineData("#gt", "#garden-tools", "#lobby")]
    [InlineData("GRD", "#garden", "#great-red-dwarf-in-space")]
    public void What_fits_better_stands_before_what_fits_worse(string typed, string better, string worse)
        => Assert.True(Fuzzy.Score(typed, better) > Fuzzy.Score(typed, worse), $"{Fuzzy.Score(typed, better)} {Fuzzy.Score(typed, worse)}");

    [Theory]
    [InlineData("xyz", "#garden")]
    [InlineData("gardener", "#garden")]
    [InlineData("nedrag", "#garden")]
    public void What_does_not_fit_is_left_out(string typed, string name) => Assert.Equal(0, Fuzzy.Score(typed, name));

    [Fact]
    public void Nothing_typed_fits_all() => Assert.Equal(1, Fuzzy.Score(" ", "#garden"));
}
