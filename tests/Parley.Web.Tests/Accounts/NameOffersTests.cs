using Parley.Web.Accounts;

namespace Parley.Web.Tests.Accounts;

public sealed class NameOffersTests
{
    [Fact]
    public void Names_like_the_one_that_is_taken_are_offered() => Assert.Equal(["ada_", "ada2", "ada3"], NameOffers.For("ada", ["ada"]));

    [Fact]
    public void What_was_refused_is_not_offered_again() => Assert.Equal(["Ada3", "Ada4", "Ada5"], NameOffers.For("Ada", ["Ada", "ada_", "ADA2"]));

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdef", "abcdefghijklmnopqrstuvwxyzabcde_")]
    [InlineData("名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名", "名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名_")]
    public void A_name_that_is_as_long_as_may_be_gives_its_end_up(string name, string first) => Assert.Equal(first, NameOffers.For(name, [name]).First());
}
