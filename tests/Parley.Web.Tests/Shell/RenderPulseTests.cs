using Microsoft.Extensions.Time.Testing;
using Parley.Web.Shell;

namespace Parley.Web.Tests.Shell;

public sealed class RenderPulseTests
{
    [Fact]
    public void A_burst_is_drawn_at_once_and_then_once_in_50_ms()
    {
        var time = new FakeTimeProvider();
        int drawn = 0;
        using var pulse = new RenderPulse(time, () => drawn++);

        pulse.Request();
        time.Advance(TimeSpan.Zero);
        Assert.Equal(1, drawn);

        for (int i = 0; i < 100; i++)
        {
            pulse.Request();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(3, drawn);
    }

    [Fact]
    public void The_last_change_is_always_drawn_and_then_there_is_rest()
    {
        var time = new FakeTimeProvider();
        int drawn = 0;
        using var pulse = new RenderPulse(time, () => drawn++);
        pulse.Request();
        time.Advance(TimeSpan.FromMilliseconds(10));
        pulse.Request();
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(2, drawn);
    }

    [Fact]
    public void What_was_drawn_for_another_reason_is_not_drawn_again()
    {
        var time = new FakeTimeProvider();
        int drawn = 0;
        using var pulse = new RenderPulse(time, () => drawn++);
        pulse.Request();
        time.Advance(TimeSpan.FromMilliseconds(10));
        pulse.Request();
        pulse.Drawn();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, drawn);

        pulse.Request();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, drawn);
    }
}
