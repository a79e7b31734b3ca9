using Parley.Core.Rooms;

namespace Parley.Core.Tests.Rooms;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("a?c", "ABC", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*!*@*.example", "nick!user@host.example", true)]
    [InlineData("*!*@*.example", "nick!user@example", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("**", "", true)]
    public void A_mask_fits(string mask, string text, bool fits) => Assert.Equal(fits, Glob.Matches(mask, text));

    [Fact]
    public void A_mask_made_to_be_slow_is_not()
        => Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 400)));

    [Theory]
    [InlineData("nick", "nick!*@*")]
    [InlineData("nick!user", "nick!user@*")]
    [InlineData("user@host", "*!user@host")]
    [InlineData("*@host", "*!*@host")]
    [InlineData("192.0.2.1", "*!*@192.0.2.1")]
    [InlineData("nick!user@host", "nick!user@host")]
    public void A_mask_is_completed(string given, string whole) => Assert.Equal(whole, Glob.Complete(given));
}
