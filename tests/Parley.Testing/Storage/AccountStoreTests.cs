using System.Collections.Immutable;
using Parley.Core.Accounts;
using Parley.Core.Passkeys;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of accounts does.</summary>
public abstract class AccountStoreTests
{
    private static readonly ScramVerifier First = ScramVerifier.Create("first password", ScramVerifier.MinIterations)!;
    private static readonly ScramVerifier Second = ScramVerifier.Create("second password", ScramVerifier.MinIterations)!;
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static Passkey NewPasskey(string id)
        => new() { Id = id, Handle = $"handle {id}", Host = "chat.example.org", Origin = "https://chat.example.org", PublicKey = "key", Name = "Phone", SignCount = 0, Created = Noon, Used = Noon };

    /// <summary>The store that is tested, empty.</summary>
    protected abstract IAccountStore Store { get; }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("zoë")]
    [InlineData("ZOE\u0308")]
    public async Task An_account_is_found_whatever_the_case_or_composition_of_its_name(string name)
    {
        var zoe = new Account("Zoë", First, Noon) { Email = "zoe@example.org" };

        Assert.True(await Store.TryAddAsync(zoe));

        Account? found = await Store.FindAsync(name);
        Assert.Equal("Zoë", found?.Name);
        Assert.Equal("zoe@example.org", found?.Email);
        Assert.Equal(Noon, found?.Created);
        Assert.Equal(First.ToString(), found?.Verifier?.ToString());
        Assert.Null(await Store.FindAsync("zoe"));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon));

        Assert.False(await Store.TryAddAsync(new Account("ADA", Second, Noon)));

        Assert.Equal("ada", (await Store.FindAsync("ada"))?.Name);
    }

    [Fact]
    public async Task A_name_that_looks_the_same_is_not_given_and_found_only_when_asked_for()
    {
        await Store.TryAddAsync(new Account("evan", First, Noon));

        Assert.False(await Store.TryAddAsync(new Account("\u0435van", Second, Noon)));
        Assert.Null(await Store.FindAsync("\u0435van"));
        Assert.Equal("evan", (await Store.FindLikeAsync("\u0435van"))?.Name);
        Assert.Equal("evan", (await Store.FindLikeAsync("Evan"))?.Name);
        await Store.DeleteAsync("evan");
        Assert.True(await Store.TryAddAsync(new Account("\u0435van", Second, Noon)));
        Assert.Equal("\u0435van", (await Store.FindLikeAsync("evan"))?.Name);
    }

    [Fact]
    public async Task Of_many_who_want_a_name_at_once_one_gets_it()
    {
        bool[] added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Store.TryAddAsync(new Account("ada", First, Noon)))));

        Assert.Single(added, true);
    }

    [Fact]
    public async Task An_account_is_changed_by_its_name()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon));

        Assert.True(await Store.ChangeAsync("ADA", now => now with { Verifier = Second }));

        Assert.Equal(Second.ToString(), (await Store.FindAsync("ada"))?.Verifier?.ToString());
    }

    [Fact]
    public async Task Changes_at_once_lose_nothing_of_each_other()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon) { Email = "" });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await Store.ChangeAsync("ada", now => now with { Email = now.Email + "x" }))));

        Assert.Equal(100, (await Store.FindAsync("ada"))?.Email?.Length);
    }

    [Fact]
    public async Task Everything_that_an_account_has_is_kept()
    {
        static Account Full(string name) => new(name, First, Noon)
        {
            Email = "ada@example.org",
            AlwaysOn = false,
            Suspended = "",
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("avatar", "https://example.org/ada.png").Add("bot", ""),
            Devices = [new("Phone", DeviceToken.HashOf("one"), Noon, Noon), new("laptop", DeviceToken.HashOf("two"), Noon.AddTicks(10_000), Noon.AddDays(1))],
            Passkeys = [NewPasskey(name + "1"), NewPasskey(name + "2") with { SignCount = uint.MaxValue, Used = Noon.AddDays(1) }],
        };
        await Store.TryAddAsync(new Account("bob", Second, Noon));
        await Store.TryAddAsync(Full("ada"));
        await Store.ChangeAsync("bob", _ => Full("bob"));

        foreach (string name in new[] { "ada", "bob" })
        {
            Account? found = await Store.FindAsync(name);
            Assert.NotNull(found);
            Assert.Equal(("ada@example.org", false, ""), (found.Email, found.AlwaysOn, found.Suspended));
            Assert.Equal(Full(name).Metadata, found.Metadata);
            Assert.Equal(Full(name).Devices, found.Devices);
            Assert.Equal(Full(name).Passkeys, found.Passkeys);
        }
    }

    [Fact]
    public async Task An_account_can_do_without_a_password_until_it_gets_one()
    {
        await Store.TryAddAsync(new Account("ada", null, Noon) { Passkeys = [NewPasskey("1")] });
        Assert.Null((await Store.FindAsync("ada"))!.Verifier);

        await Store.ChangeAsync("ada", now => now with { Verifier = First });

        Assert.Equal(First.ToString(), (await Store.FindAsync("ada"))?.Verifier?.ToString());
    }

    [Fact]
    public async Task An_account_is_found_by_the_handle_of_its_passkeys_as_long_as_it_has_them()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon) { Passkeys = [NewPasskey("1"), NewPasskey("2")] });
        await Store.TryAddAsync(new Account("bob", First, Noon));
        await Store.ChangeAsync("bob", now => now with { Passkeys = [NewPasskey("3")] });

        Assert.Equal(["ada", "ada", "bob"], [(await Store.FindByHandleAsync("handle 1"))?.Name, (await Store.FindByHandleAsync("handle 2"))?.Name, (await Store.FindByHandleAsync("handle 3"))?.Name]);
        Assert.Null(await Store.FindByHandleAsync("Handle 1"));
        await Store.ChangeAsync("ada", now => now with { Passkeys = now.Passkeys.RemoveAt(0) });
        await Store.DeleteAsync("bob");
        Assert.Null(await Store.FindByHandleAsync("handle 1"));
        Assert.Equal("ada", (await Store.FindByHandleAsync("handle 2"))?.Name);
        Assert.Null(await Store.FindByHandleAsync("handle 3"));
    }

    [Fact]
    public async Task A_device_is_seen_later_and_what_is_not_there_is_not()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon) { Devices = [new("Phone", "1", Noon, Noon), new("laptop", "2", Noon, Noon)] });

        Store.Saw("Ada", "phone", Noon.AddHours(1));
        Store.Saw("ada", "tablet", Noon.AddHours(1));
        Store.Saw("bob", "phone", Noon.AddHours(1));
        await Store.ChangeAsync("ada", now => now with { Email = "after@example.org" });

        Assert.Equal([Noon.AddHours(1), Noon], (await Store.FindAsync("ada"))!.Devices.Select(device => device.Seen));
        Assert.Null(await Store.FindAsync("bob"));
    }

    [Fact]
    public async Task Accounts_are_listed_in_the_order_of_their_keys_some_at_a_time()
    {
        foreach (string name in new[] { "Dora", "ada", "zoë", "Bob", "Cleo" })
            await Store.TryAddAsync(new Account(name, First, Noon) { Devices = [new("Phone", name, Noon, Noon)] });

        IReadOnlyList<Account> first = await Store.ListAsync("", 2), rest = await Store.ListAsync(first[^1].Key, 100);

        Assert.Equal(["ada", "Bob"], first.Select(account => account.Name));
        Assert.Equal(["Cleo", "Dora", "zoë"], rest.Select(account => account.Name));
        Assert.Equal(["Cleo", "Dora", "zoë"], rest.Select(account => Assert.Single(account.Devices).TokenHash));
        Assert.Empty(await Store.ListAsync(rest[^1].Key, 100));
    }

    [Fact]
    public async Task What_is_not_there_is_neither_changed_nor_deleted()
    {
        Assert.False(await Store.ChangeAsync("ada", now => now with { Verifier = Second }));
        Assert.False(await Store.DeleteAsync("ada"));
        Assert.Null(await Store.FindAsync("ada"));
    }

    [Fact]
    public async Task A_deleted_name_is_free()
    {
        await Store.TryAddAsync(new Account("ada", First, Noon));

        Assert.True(await Store.DeleteAsync("Ada"));

        Assert.Null(await Store.FindAsync("ada"));
        Assert.True(await Store.TryAddAsync(new Account("ada", Second, Noon)));
    }
}
