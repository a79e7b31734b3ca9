using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Core.Tests.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#ban-channel-mode, https://ircv3.net/specs/extensions/account-extban.</summary>
public sealed class RoomMaskTests
{
    [Theory]
    [InlineData("bob", "bob!*@*")]
    [InlineData("*@host", "*!*@host")]
    [InlineData("2001:db8::1", "*!*@2001:db8::1")]
    [InlineData("a::1", "*!*@a::1")]
    [InlineData("a:bob", "a:bob")]
    [InlineData("account:bob", "account:bob")]
    [InlineData("m:bob", "m:bob!*@*")]
    [InlineData("m:a:bob", "m:a:bob")]
    public void What_was_left_out_is_a_star(string text, string full) => Assert.Equal(full, RoomMask.Parse(text)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("m:")]
    [InlineData("a:")]
    [InlineData("m:a:")]
    [InlineData("account:")]
    [InlineData(":bob")]
    public void What_names_nobody_is_no_mask(string text) => Assert.Null(RoomMask.Parse(text));

    [Theory]
    [InlineData("BOB", true)]
    [InlineData("b?b", true)]
    [InlineData("*!*@10.*", true)]
    [InlineData("robert", false)]
    [InlineData("a:Robert", true)]
    [InlineData("account:ROBERT", true)]
    [InlineData("m:a:robert", true)]
    [InlineData("a:bob", false)]
    public void Names_fit_in_any_case_and_accounts_are_no_nicknames(string mask, bool fits)
    {
        var users = new UserDirectory(new FormerNames(0, TimeProvider.System));
        var bob = new User("~b", "10.0.0.1", "Bob", DateTimeOffset.UnixEpoch);
        users.TryAdd(bob, "Bob", account: "robert");

        Assert.Equal(fits, RoomMask.Parse(mask)!.Matches(bob));
    }

    [Fact]
    public void A_guest_fits_no_account()
    {
        var users = new UserDirectory(new FormerNames(0, TimeProvider.System));
        var bob = new User("~b", "10.0.0.1", "Bob", DateTimeOffset.UnixEpoch);
        users.TryAdd(bob, "Bob");

        Assert.False(RoomMask.Parse("a:*")!.Matches(bob));
    }
}
