using Microsoft.Extensions.Time.Testing;
using Parley.Testing;

namespace Parley.Server.Tests;

/// <summary>What becomes of the times of messages when the computer's clock is put back.</summary>
public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_stands_while_the_computers_clock_is_behind()
    {
        var computer = new FakeTimeProvider(Noon);
        var clock = new SteadyClock(computer, DateTimeOffset.MinValue);
        Assert.Equal(Noon, clock.GetUtcNow());

        computer.AdjustTime(Noon - TimeSpan.FromHours(1));
        Assert.Equal(Noon, clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), clock.Behind);

        computer.AdjustTime(Noon + TimeSpan.FromSeconds(1));
        Assert.Equal(Noon + TimeSpan.FromSeconds(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.Behind);
    }

    [Fact]
    public void It_is_not_earlier_than_what_was_kept_before()
        => Assert.Equal(Noon, new SteadyClock(new FakeTimeProvider(Noon - TimeSpan.FromMinutes(5)), Noon).GetUtcNow());

    [Fact]
    public void A_clock_that_was_of_another_day_is_put_right()
    {
        var computer = new FakeTimeProvider(Noon + TimeSpan.FromDays(1000));
        var clock = new SteadyClock(computer, DateTimeOffset.MinValue);
        clock.GetUtcNow();

        computer.AdjustTime(Noon);

        Assert.Equal(Noon, clock.GetUtcNow());
    }

    [Fact]
    public async Task What_two_say_to_each_other_stays_in_order_when_the_clock_is_put_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", "echo-message", "server-time", "draft/chathistory", "batch"), bob = await server.RegisterAsync("bob", "echo-message");
        await alice.SendAsync("PRIVMSG bob :one");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG bob :one");
        server.Time.AdjustTime(server.Time.GetUtcNow() - TimeSpan.FromMinutes(10));

        await bob.SendAsync("PRIVMSG alice :two");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG alice :two");
        await alice.SendAsync("PRIVMSG bob :three");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG bob :three");
        await alice.SyncAsync();
        await alice.SendAsync("CHATHISTORY LATEST bob * 10");

        IEnumerable<string> told = (await alice.SyncAsync()).Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal));
        Assert.Equal(["one", "two", "three"], told.Select(line => line[(line.LastIndexOf(':') + 1)..]));
        Assert.All(told, line => Assert.Contains("time=2026-11-22T12:00:00.000Z", line));
    }
}
