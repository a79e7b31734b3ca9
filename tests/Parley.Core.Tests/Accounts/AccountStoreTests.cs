using System.Collections.Immutable;
using Parley.Core.Accounts;

namespace Parley.Core.Tests.Accounts;

/// <summary>What every store of accounts does.</summary>
public abstract class AccountStoreTests
{
    private static readonly ScramVerifier First = ScramVerifier.Create("first password", ScramVerifier.MinIterations)!;
    private static readonly ScramVerifier Second = ScramVerifier.Create("second password", ScramVerifier.MinIterations)!;
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An empty store.</summary>
    protected abstract IAccountStore NewStore();

    [Theory]
    [InlineData("Zoë")]
    [InlineData("zoë")]
    [InlineData("ZOE\u0308")]
    public async Task An_account_is_found_whatever_the_case_or_composition_of_its_name(string name)
    {
        IAccountStore store = NewStore();
        var zoe = new Account("Zoë", First, Noon) { Email = "zoe@example.org" };

        Assert.True(await store.TryAddAsync(zoe));

        Account? found = await store.FindAsync(name);
        Assert.Equal("Zoë", found?.Name);
        Assert.Equal("zoe@example.org", found?.Email);
        Assert.Equal(Noon, found?.Created);
        Assert.Equal(First.ToString(), found?.Verifier.ToString());
        Assert.Null(await store.FindAsync("zoe"));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("ada", First, Noon));

        Assert.False(await store.TryAddAsync(new Account("ADA", Second, Noon)));

        Assert.Equal("ada", (await store.FindAsync("ada"))?.Name);
    }

    [Fact]
    public async Task A_name_that_looks_the_same_is_not_given_and_found_only_when_asked_for()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("evan", First, Noon));

        Assert.False(await store.TryAddAsync(new Account("\u0435van", Second, Noon)));
        Assert.Null(await store.FindAsync("\u0435van"));
        Assert.Equal("evan", (await store.FindLikeAsync("\u0435van"))?.Name);
        Assert.Equal("evan", (await store.FindLikeAsync("Evan"))?.Name);
        await store.DeleteAsync("evan");
        Assert.True(await store.TryAddAsync(new Account("\u0435van", Second, Noon)));
        Assert.Equal("\u0435van", (await store.FindLikeAsync("evan"))?.Name);
    }

    [Fact]
    public async Task Of_many_who_want_a_name_at_once_one_gets_it()
    {
        IAccountStore store = NewStore();

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await store.TryAddAsync(new Account("ada", First, Noon)))));

        Assert.Single(added, true);
    }

    [Fact]
    public async Task An_account_is_changed_by_its_name()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("ada", First, Noon));

        Assert.True(await store.ChangeAsync("ADA", now => now with { Verifier = Second }));

        Assert.Equal(Second.ToString(), (await store.FindAsync("ada"))?.Verifier.ToString());
    }

    [Fact]
    public async Task Changes_at_once_lose_nothing_of_each_other()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("ada", First, Noon) { Email = "" });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await store.ChangeAsync("ada", now => now with { Email = now.Email + "x" }))));

        Assert.Equal(100, (await store.FindAsync("ada"))?.Email?.Length);
    }

    [Fact]
    public async Task Everything_that_an_account_has_is_kept()
    {
        IAccountStore store = NewStore();
        var ada = new Account("ada", First, Noon)
        {
            Email = "ada@example.org",
            AlwaysOn = false,
            Suspended = "",
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("avatar", "https://example.org/ada.png").Add("bot", ""),
            Devices = [new("Phone", DeviceToken.HashOf("one"), Noon, Noon), new("laptop", DeviceToken.HashOf("two"), Noon.AddTicks(10_000), Noon.AddDays(1))],
        };
        await store.TryAddAsync(new Account("bob", Second, Noon));
        await store.TryAddAsync(ada);
        await store.ChangeAsync("bob", _ => ada with { Name = "bob" });

        foreach (string name in new[] { "ada", "bob" })
        {
            Account? found = await store.FindAsync(name);
            Assert.NotNull(found);
            Assert.Equal(("ada@example.org", false, ""), (found.Email, found.AlwaysOn, found.Suspended));
            Assert.Equal(ada.Metadata, found.Metadata);
            Assert.Equal(ada.Devices, found.Devices);
        }
    }

    [Fact]
    public async Task A_device_is_seen_later_and_what_is_not_there_is_not()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("ada", First, Noon) { Devices = [new("Phone", "1", Noon, Noon), new("laptop", "2", Noon, Noon)] });

        store.Saw("Ada", "phone", Noon.AddHours(1));
        store.Saw("ada", "tablet", Noon.AddHours(1));
        store.Saw("bob", "phone", Noon.AddHours(1));
        await store.ChangeAsync("ada", now => now with { Email = "after@example.org" });

        Assert.Equal([Noon.AddHours(1), Noon], (await store.FindAsync("ada"))!.Devices.Select(device => device.Seen));
        Assert.Null(await store.FindAsync("bob"));
    }

    [Fact]
    public async Task Accounts_are_listed_in_the_order_of_their_keys_some_at_a_time()
    {
        IAccountStore store = NewStore();
        foreach (string name in new[] { "Dora", "ada", "zoë", "Bob", "Cleo" })
            await store.TryAddAsync(new Account(name, First, Noon) { Devices = [new("Phone", name, Noon, Noon)] });

        IReadOnlyList<Account> first = await store.ListAsync("", 2), rest = await store.ListAsync(first[^1].Key, 100);

        Assert.Equal(["ada", "Bob"], first.Select(account => account.Name));
        Assert.Equal(["Cleo", "Dora", "zoë"], rest.Select(account => account.Name));
        Assert.Equal(["Cleo", "Dora", "zoë"], rest.Select(account => Assert.Single(account.Devices).TokenHash));
        Assert.Empty(await store.ListAsync(rest[^1].Key, 100));
    }

    [Fact]
    public async Task What_is_not_there_is_neither_changed_nor_deleted()
    {
        IAccountStore store = NewStore();

        Assert.False(await store.ChangeAsync("ada", now => now with { Verifier = Second }));
        Assert.False(await store.DeleteAsync("ada"));
        Assert.Null(await store.FindAsync("ada"));
    }

    [Fact]
    public async Task A_deleted_name_is_free()
    {
        IAccountStore store = NewStore();
        await store.TryAddAsync(new Account("ada", First, Noon));

        Assert.True(await store.DeleteAsync("Ada"));

        Assert.Null(await store.FindAsync("ada"));
        Assert.True(await store.TryAddAsync(new Account("ada", Second, Noon)));
    }
}

public sealed class MemoryAccountsTests : AccountStoreTests
{
    protected override IAccountStore NewStore() => new MemoryAccounts();
}
