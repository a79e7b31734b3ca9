using Parley.Core.Accounts;
using Parley.Core.Push;
using Parley.Core.Users;
using Parley.Testing.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>Accounts on disk.</summary>
public sealed class SqliteAccountsTests : AccountStoreTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IAccountStore Store => _folder.Store.Accounts;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task They_are_there_again_when_the_server_is_started_again()
    {
        await Store.TryAddAsync(new Account("Zoë", ScramVerifier.Create("correct-horse", ScramVerifier.MinIterations)!, DateTimeOffset.UnixEpoch.AddTicks(1))
        {
            Devices = [new("Phone", "1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)],
        });
        Store.Saw("zoë", "Phone", DateTimeOffset.UnixEpoch.AddDays(1));

        await _folder.ReopenAsync();

        Account? zoe = await Store.FindAsync("ZOË");
        Assert.NotNull(zoe);
        Assert.True(zoe.Verifier!.Matches("correct-horse"));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(1), zoe.Created);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), Assert.Single(zoe.Devices).Seen);
    }
}

/// <summary>Failed logins on disk.</summary>
public sealed class SqliteFailedLoginTests : FailedLoginTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IFailedLogins Failed => _folder.Store.FailedLogins;

    protected override async Task SaveAsync() => await _folder.ReopenAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Residents on disk.</summary>
public sealed class SqliteResidentTests : ResidentStoreTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IResidentStore Residents => _folder.Store.Residents;

    protected override async Task SaveAsync() => await _folder.ReopenAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Subscriptions of Web Push on disk.</summary>
public sealed class SqlitePushTests : PushStoreTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IPushStore Store => _folder.Store.Push;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    protected override async Task<IPushStore> ReopenAsync() => (await _folder.ReopenAsync()).Push;

    [Fact]
    public async Task They_go_with_their_account()
    {
        Account ada = new("Ada", ScramVerifier.Create("correct-horse", ScramVerifier.MinIterations)!, DateTimeOffset.UnixEpoch);
        await _folder.Store.Accounts.TryAddAsync(ada);
        Store.Save(new PushSubscription("ada", "https://push.test/1", new byte[65], new byte[16], null, DateTimeOffset.UnixEpoch));
        Store.Save(new PushSubscription("bob", "https://push.test/2", new byte[65], new byte[16], null, DateTimeOffset.UnixEpoch));

        await _folder.Store.Accounts.DeleteAsync("ADA");

        Assert.Equal("bob", Assert.Single((await ReopenAsync()).Load()).Account);
    }
}
