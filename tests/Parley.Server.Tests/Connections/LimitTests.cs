using System.Net;
using Microsoft.Extensions.Time.Testing;
using Parley.Server.Connections;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Connections;

public sealed class LimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_address_has_so_many_connections_and_no_more_and_an_IPv6_network_counts_as_one()
    {
        AddressLimits limits = New(new LimitOptions { ConnectionsPerAddress = 2, ConnectionRate = 0 });
        IPAddress one = Address("2001:db8::1"), two = Address("2001:db8::2"), other = Address("192.0.2.1");

        Assert.True(limits.TryEnter(one));
        Assert.True(limits.TryEnter(two));
        Assert.False(limits.TryEnter(one));
        Assert.True(limits.TryEnter(other));
        limits.Leave(one);
        Assert.True(limits.TryEnter(two));
    }

    [Fact]
    public void An_address_opens_so_many_connections_a_minute_and_no_more()
    {
        AddressLimits limits = New(new LimitOptions { ConnectionRate = 2 });
        IPAddress address = Address("192.0.2.1");
        for (int i = 0; i < 2; i++)
        {
            Assert.True(limits.TryEnter(address));
            limits.Leave(address);
        }

        Assert.False(limits.TryEnter(address));
        limits.Sweep();
        Assert.False(limits.TryEnter(address));
        _time.Advance(TimeSpan.FromMinutes(1));
        limits.Sweep();
        Assert.True(limits.TryEnter(address));
    }

    [Fact]
    public void Who_sends_faster_than_allowed_waits_and_loopback_does_not()
    {
        var limits = new LimitOptions { CommandRate = 2, CommandBurst = 3 };
        var pace = new Pace(limits, isLocal: false, _time);
        var local = new Pace(limits, isLocal: true, _time);

        Assert.Equal([0, 0, 0, 0.5, 1.0], Enumerable.Range(0, 5).Select(_ => pace.Take(1).TotalSeconds));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(TimeSpan.Zero, local.Take(1)));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, pace.Take(3));
    }

    private static IPAddress Address(string address) => IPAddress.Parse(address);

    private AddressLimits New(LimitOptions limits) => new(limits, _time);
}
