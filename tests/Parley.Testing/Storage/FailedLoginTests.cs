using Parley.Core.Accounts;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of failed logins does.</summary>
public abstract class FailedLoginTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What is tested, empty.</summary>
    protected abstract IFailedLogins Failed { get; }

    /// <summary>Waits until what was kept will be read.</summary>
    protected abstract Task SaveAsync();

    [Fact]
    public async Task What_was_kept_last_of_a_key_is_read()
    {
        Failed.Keep(new FailedLogins("account ada", 10, Noon, TimeSpan.FromSeconds(1)));
        Failed.Keep(new FailedLogins("address ::1", 20, Noon, TimeSpan.FromSeconds(1)));
        Failed.Keep(new FailedLogins("account ada", 11, Noon.AddTicks(12_345_678), TimeSpan.FromSeconds(2)));
        Failed.Keep(new FailedLogins("account bob", 10, Noon, TimeSpan.FromSeconds(1)));
        Failed.Forget("account bob");
        Failed.Forget("account cleo");
        await SaveAsync();

        Assert.Equal(
            [new("account ada", 11, Noon.AddTicks(12_345_678), TimeSpan.FromSeconds(2)), new("address ::1", 20, Noon, TimeSpan.FromSeconds(1))],
            (await Failed.ReadAsync()).OrderBy(one => one.Key));
    }

    [Fact]
    public async Task The_oldest_go_when_there_are_too_many()
    {
        for (int n = 0; n < IFailedLogins.Most + 10; n++)
            Failed.Keep(new FailedLogins($"account {n}", 10, Noon.AddSeconds(n), TimeSpan.FromSeconds(1)));
        await SaveAsync();

        IReadOnlyList<FailedLogins> kept = await Failed.ReadAsync();

        Assert.Equal(IFailedLogins.Most, kept.Count);
        Assert.Equal(Noon.AddSeconds(10), kept.Min(one => one.At));
    }
}
