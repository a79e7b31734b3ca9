using Microsoft.Extensions.Time.Testing;
using Parley.Core.Accounts;

namespace Parley.Core.Tests.Accounts;

public sealed class LoginBackoffTests
{
    private static readonly LoginKey Session = new("session 1", 3);
    private static readonly LoginKey Ada = new("account ada", 5) { Lasts = true };

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryFailedLogins _kept = new();
    private readonly LoginBackoff _backoff;

    public LoginBackoffTests() => _backoff = new LoginBackoff(_time, _kept);

    [Fact]
    public void After_the_free_attempts_each_next_one_waits_twice_as_long()
    {
        Fail(3);

        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _backoff.Begin(Session));
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Fail(1);
        }
    }

    [Fact]
    public void An_attempt_that_came_too_early_is_not_counted()
    {
        Fail(3);

        for (int n = 0; n < 100; n++)
            Assert.Equal(TimeSpan.FromSeconds(1), _backoff.Begin(Session));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.Zero, _backoff.Begin(Session));
    }

    [Fact]
    public void Every_key_counts_and_the_longest_wait_holds()
    {
        for (int n = 0; n < 5; n++)
            _backoff.Begin(Ada);

        Assert.Equal(TimeSpan.FromSeconds(1), _backoff.Begin(new LoginKey("session 2", 3), Ada));
        Assert.Equal(TimeSpan.Zero, _backoff.Begin(new LoginKey("session 2", 3)));
    }

    [Fact]
    public void Who_logs_in_is_not_slowed_down_by_it()
    {
        for (int n = 0; n < 20; n++)
        {
            Assert.Equal(TimeSpan.Zero, _backoff.Begin(Session, Ada));
            _backoff.Succeeded(Session, Ada);
        }
    }

    [Fact]
    public void After_a_quarter_of_an_hour_all_is_forgiven()
    {
        Fail(3);
        _time.Advance(TimeSpan.FromMinutes(15));

        Fail(3);
        Assert.Equal(TimeSpan.FromSeconds(1), _backoff.Begin(Session));
    }

    [Fact]
    public async Task A_restart_forgives_an_account_nothing_and_a_session_is_gone_with_it()
    {
        for (int n = 0; n < 6; n++)
        {
            _backoff.Begin(Ada, new LoginKey("session 1", 6));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        var restarted = new LoginBackoff(_time, _kept);
        await restarted.RestoreAsync();

        Assert.Equal(TimeSpan.FromSeconds(1), restarted.Begin(Ada));
        Assert.Equal(TimeSpan.Zero, restarted.Begin(new LoginKey("session 1", 6)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, restarted.Begin(Ada));
        Assert.Equal(TimeSpan.FromSeconds(4), restarted.Begin(Ada));
    }

    [Fact]
    public async Task Who_logged_in_at_last_is_not_kept_out_after_a_restart()
    {
        for (int n = 0; n < 6; n++)
        {
            _backoff.Begin(Ada);
            _time.Advance(TimeSpan.FromSeconds(4));
        }
        _backoff.Succeeded(Ada);
        var restarted = new LoginBackoff(_time, _kept);
        await restarted.RestoreAsync();

        Assert.Equal(TimeSpan.Zero, restarted.Begin(Ada));
    }

    [Fact]
    public async Task Ones_own_account_takes_back_nothing_that_was_tried_at_others()
    {
        for (int n = 0; n < 8; n++)
        {
            _backoff.Begin(Ada);
            _time.Advance(LoginBackoff.MaxWait);
        }
        _backoff.Succeeded(Ada);
        var restarted = new LoginBackoff(_time, _kept);
        await restarted.RestoreAsync();

        foreach (LoginBackoff one in new[] { _backoff, restarted })
        {
            Assert.Equal(TimeSpan.Zero, one.Begin(Ada));
            Assert.Equal(TimeSpan.FromSeconds(8), one.Begin(Ada));
        }
    }

    [Fact]
    public async Task Of_the_free_attempts_nothing_is_kept_once_one_is_taken_back()
    {
        for (int n = 0; n < 5; n++)
            _backoff.Begin(Ada);
        _backoff.Succeeded(Ada);

        Assert.Empty(await _kept.ReadAsync());
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_a_restart_finds_nothing()
    {
        for (int n = 0; n < 5; n++)
            _backoff.Begin(Ada);
        _time.Advance(TimeSpan.FromMinutes(15));
        var restarted = new LoginBackoff(_time, _kept);
        await restarted.RestoreAsync();

        Assert.Equal(TimeSpan.Zero, restarted.Begin(Ada));
        Assert.Empty(await _kept.ReadAsync());
    }

    [Fact]
    public async Task A_clock_that_was_put_back_keeps_nobody_out_for_longer()
    {
        _kept.Keep(new FailedLogins("account ada", 6, _time.GetUtcNow().AddYears(1), TimeSpan.FromSeconds(2)));
        await _backoff.RestoreAsync();

        Assert.Equal(TimeSpan.FromSeconds(2), _backoff.Begin(Ada));
    }

    [Fact]
    public void An_address_may_take_so_many_an_hour()
    {
        var quota = new Quota(2, _time);

        Assert.True(quota.TryTake("192.0.2.1"));
        Assert.True(quota.TryTake("192.0.2.1"));
        Assert.False(quota.TryTake("192.0.2.1"));
        Assert.True(quota.TryTake("192.0.2.2"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(quota.TryTake("192.0.2.1"));
    }

    private void Fail(int times)
    {
        for (int n = 0; n < times; n++)
            Assert.Equal(TimeSpan.Zero, _backoff.Begin(Session));
    }
}
