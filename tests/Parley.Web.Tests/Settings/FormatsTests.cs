using System.Globalization;
using Parley.Web.Settings;

namespace Parley.Web.Tests.Settings;

/// <summary>What the browser is asked for; how it writes that is the browser's.</summary>
public sealed class FormatsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly Formats _formats = new(static (kind, value) => $"{kind} {value.ToString(CultureInfo.InvariantCulture)}", static texts => string.Join('+', texts));

    [Theory]
    [InlineData(0, "size-byte 0")]
    [InlineData(999, "size-byte 999")]
    [InlineData(1_000, "size-kilobyte 1")]
    [InlineData(1_834_211, "size-megabyte 1.8")]
    [InlineData(9_999_999, "size-megabyte 10")]
    [InlineData(999_999_999, "size-gigabyte 1")]
    [InlineData(1_073_741_824, "size-gigabyte 1.1")]
    [InlineData(long.MaxValue, "size-terabyte 9223372")]
    public void A_size_is_short(long bytes, string asked) => Assert.Equal(asked, _formats.Size(bytes));

    [Theory]
    [InlineData(-20, "ago-second 0")]
    [InlineData(-119, "ago-minute -1")]
    [InlineData(7_200, "ago-hour 2")]
    [InlineData(-86_400 * 3, "ago-day -3")]
    [InlineData(-86_400 * 800, "ago-year -2")]
    public void How_long_ago_is_said_in_the_largest_unit(int seconds, string asked) => Assert.Equal(asked, _formats.Relative(Noon.AddSeconds(seconds), Noon));

    [Theory]
    [InlineData(0, "day-ago 0")]
    [InlineData(1, "day-ago -1")]
    [InlineData(2, "day 1795176000000")]
    [InlineData(-1, "day 1795435200000")]
    public void Today_and_yesterday_have_names(int ago, string asked)
    {
        var today = new DateOnly(2026, 11, 22);
        Assert.Equal(asked, _formats.Day(today.AddDays(-ago), today));
    }

    [Fact]
    public void Each_minute_is_asked_for_once()
    {
        int asked = 0;
        var formats = new Formats((_, value) => $"{++asked}", static texts => texts[0]);
        Assert.Equal("1", formats.Time(Noon));
        Assert.Equal("1", formats.Time(Noon.AddSeconds(59)));
        Assert.Equal("2", formats.Time(Noon.AddSeconds(60)));
        Assert.Equal("3", formats.Full(Noon));
    }
}
