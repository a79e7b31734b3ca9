namespace Parley.Protocol.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0, "0")]
    [InlineData("90", 90, "1m30s")]
    [InlineData("1d12h", 129_600, "1d12h")]
    [InlineData("2W3M", 1_209_780, "2w3m")]
    [InlineData("1h30", 3_630, "1h30s")]
    public void A_length_is_read_and_written(string text, long seconds, string written)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan length));
        Assert.Equal((TimeSpan.FromSeconds(seconds), written), (length, DurationText.Of(length)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1x")]
    [InlineData("-1h")]
    [InlineData("1 h")]
    [InlineData("٣h")]
    [InlineData("99999999999999999999s")]
    [InlineData("999999999y999999999y")]
    public void What_is_none_is_not(string text) => Assert.False(DurationText.TryParse(text, out _));
}
