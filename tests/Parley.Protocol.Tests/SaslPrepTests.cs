namespace Parley.Protocol.Tests;

/// <summary>Source: https://www.rfc-editor.org/rfc/rfc4013#section-3, whose examples the first ones are.</summary>
public sealed class SaslPrepTests
{
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("u\u0308ber", "\u00FCber")]
    public void A_password_is_the_same_from_every_keyboard(string typed, string prepared) => Assert.Equal(prepared, SaslPrep.Apply(typed));

    [Theory]
    [InlineData("")]
    [InlineData("\u0007")]
    [InlineData("a\u0085")]
    [InlineData("\u00AD")]
    [InlineData("\uE000")]
    [InlineData("a\uFFFE")]
    public void What_no_password_may_hold_is_refused(string typed) => Assert.Null(SaslPrep.Apply(typed));
}
