using Microsoft.Extensions.Time.Testing;
using Parley.Core.Accounts;

namespace Parley.Core.Tests.Accounts;

public sealed class AccountDirectoryTests : IDisposable
{
    private const string Password = "correct-horse";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryAccounts _store = new();
    private readonly AccountDirectory _accounts;

    public AccountDirectoryTests() => _accounts = new AccountDirectory(_store, _time, () => ScramVerifier.MinIterations);

    public void Dispose() => _accounts.Dispose();

    // https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
    [Fact]
    public void A_password_costs_what_OWASP_asks_for() => Assert.Equal(600_000, ScramVerifier.DefaultIterations);

    [Fact]
    public async Task A_device_comes_in_by_its_token_and_of_the_token_only_a_hash_is_kept()
    {
        Account ada = await AdaAsync();

        (Device device, string token) = (await _accounts.AddDeviceAsync(ada, "Phone"))!.Value;

        Assert.Equal("Phone", (await _accounts.CheckAsync("Ada", token))?.Device?.Name);
        Assert.DoesNotContain(token, (await _store.FindAsync("ada"))!.ToString() + device, StringComparison.Ordinal);
        Assert.True(DeviceToken.IsToken(token));
        Assert.Null((await _accounts.CheckAsync("ada", Password))?.Device);
        Assert.Null(await _accounts.CheckAsync("ada", token[..^1] + (token[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(await _accounts.CheckAsync("bob", token));
        Assert.Null(await _accounts.CheckAsync("ada", device.TokenHash));
    }

    [Fact]
    public async Task A_revoked_token_is_none()
    {
        Account ada = await AdaAsync();
        string token = (await _accounts.AddDeviceAsync(ada, "Phone"))!.Value.Token, other = (await _accounts.AddDeviceAsync(ada, "Laptop"))!.Value.Token;

        Assert.Equal("Phone", (await _accounts.RevokeDeviceAsync(ada, "phone"))?.Name);

        Assert.Null(await _accounts.RevokeDeviceAsync(ada, "phone"));
        Assert.Null(await _accounts.CheckAsync("ada", token));
        Assert.NotNull(await _accounts.CheckAsync("ada", other));
    }

    [Fact]
    public async Task Devices_of_one_name_are_numbered_and_there_are_not_too_many()
    {
        Account ada = await AdaAsync();
        string longest = new('x', Device.MaxName);

        Assert.Equal("Phone", (await _accounts.AddDeviceAsync(ada, "Phone"))!.Value.Device.Name);
        Assert.Equal("phone 2", (await _accounts.AddDeviceAsync(ada, "phone"))!.Value.Device.Name);
        await _accounts.AddDeviceAsync(ada, longest);
        Assert.Equal(longest[2..] + " 2", (await _accounts.AddDeviceAsync(ada, longest))!.Value.Device.Name);
        for (int n = 4; n < AccountDirectory.MaxDevices; n++)
            Assert.NotNull(await _accounts.AddDeviceAsync(ada, "Phone"));

        Assert.Null(await _accounts.AddDeviceAsync(ada, "Phone"));
    }

    [Fact]
    public async Task What_was_meant_for_an_account_that_went_does_not_reach_the_next_of_that_name()
    {
        Account ada = await AdaAsync();
        await _accounts.DeleteAsync("ada");
        _time.Advance(TimeSpan.FromSeconds(1));
        Account next = await AdaAsync();

        Assert.Null(await _accounts.AddDeviceAsync(ada, "Phone"));
        await _accounts.SetPasswordAsync(ada, "another-horse");
        await _accounts.AddDeviceAsync(next, "Phone");
        Assert.Null(await _accounts.RevokeDeviceAsync(ada, "Phone"));
        Assert.NotNull(await _accounts.CheckAsync("ada", Password));
    }

    [Fact]
    public async Task A_password_that_was_changed_while_it_was_looked_at_lets_nobody_in()
    {
        Account ada = await AdaAsync(), bob = (await _accounts.RegisterAsync("bob", "another-horse", email: null))!;
        using var accounts = new AccountDirectory(new ChangedAfterReading(_store, now => now with { Verifier = bob.Verifier }), _time, () => ScramVerifier.MinIterations);

        Assert.Null(await accounts.CheckAsync("ada", Password));
        Assert.False(await accounts.SetPasswordAsync(ada, "third-horse"));
        Assert.NotNull(await _accounts.CheckAsync("ada", "another-horse"));
    }

    [Fact]
    public async Task Who_was_suspended_while_the_password_was_looked_at_is_known_to_be()
    {
        await AdaAsync();
        using var accounts = new AccountDirectory(new ChangedAfterReading(_store, now => now with { Suspended = "spam" }), _time, () => ScramVerifier.MinIterations);

        Assert.Equal("spam", (await accounts.CheckAsync("ada", Password))?.Account.Suspended);
    }

    [Fact]
    public async Task A_device_that_was_added_just_before_a_password_was_reset_goes_too()
    {
        Account ada = await AdaAsync();
        string token = (await _accounts.AddDeviceAsync(ada, "Phone"))!.Value.Token;

        Assert.True(await _accounts.ResetPasswordAsync(ada, "another-horse"));

        Assert.Null(await _accounts.CheckAsync("ada", token));
        Assert.Null(await _accounts.CheckAsync("ada", Password));
        Assert.NotNull(await _accounts.CheckAsync("ada", "another-horse"));
    }

    [Theory]
    [InlineData("Phone", true)]
    [InlineData("Firefox on Linux", true)]
    [InlineData("Zoës Telefon 📱", true)]
    [InlineData("", false)]
    [InlineData(" Phone", false)]
    [InlineData("Phone  2", false)]
    [InlineData(":Phone", false)]
    [InlineData("Pho\u0002ne", false)]
    [InlineData("Pho\uFFFDne", false)]
    public void A_name_of_a_device_is_visible_text(string name, bool isName) => Assert.Equal(isName, Device.IsName(name));

    [Theory]
    [InlineData("")]
    [InlineData("parley_")]
    [InlineData("parley_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("parley_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("Parley_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_tried_as_a_password(string text) => Assert.False(DeviceToken.IsToken(text));

    // Others are at the account at the same time.
    private sealed class ChangedAfterReading(IAccountStore store, Func<Account, Account> change) : IAccountStore
    {
        public async ValueTask<Account?> FindAsync(string name)
        {
            Account? found = await store.FindAsync(name);
            await store.ChangeAsync(name, change);
            return found;
        }

        public ValueTask<bool> TryAddAsync(Account account) => store.TryAddAsync(account);

        public ValueTask<Account?> FindLikeAsync(string name) => store.FindLikeAsync(name);

        public ValueTask<Account?> FindByHandleAsync(string handle) => store.FindByHandleAsync(handle);

        public ValueTask<IReadOnlyList<Account>> ListAsync(string after, int most) => store.ListAsync(after, most);

        public ValueTask<bool> ChangeAsync(string name, Func<Account, Account> change) => store.ChangeAsync(name, change);

        public void Saw(string name, string device, DateTimeOffset at) => store.Saw(name, device, at);

        public ValueTask<bool> DeleteAsync(string name) => store.DeleteAsync(name);
    }

    private async Task<Account> AdaAsync() => (await _accounts.RegisterAsync("ada", Password, email: null))!;
}
