using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Passkeys, from pages against the real server.</summary>
public sealed class PasskeyTests : IAsyncDisposable
{
    private const string Origin = "https://chat.example.org", Password = "correct-horse";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SoftAuthenticator _phone = new(Origin);
    private readonly SoftAuthenticator _key = new(Origin);
    private readonly List<(ChatClient Client, Task Running)> _pages = [];
    private TestServer? _server;

    public async ValueTask DisposeAsync()
    {
        foreach ((ChatClient client, Task running) in _pages)
        {
            await client.DisposeAsync();
            await running;
        }
        if (_server is not null)
            await _server.DisposeAsync();
        _phone.Dispose();
        _key.Dispose();
    }

    private static Task<byte[]?> Declined(byte[] options) => Task.FromResult<byte[]?>(null);

    private static AskAuthenticator Make(SoftAuthenticator authenticator) => options => Task.FromResult<byte[]?>(authenticator.Make(options));

    private static AskAuthenticator Show(SoftAuthenticator authenticator) => options => Task.FromResult<byte[]?>(authenticator.Show(options));

    private async Task<ChatClient> ComeAsync(string name, Credentials? credentials = null, string origin = Origin)
    {
        _server ??= await TestServer.StartAsync(options => options with { Connections = options.Connections with { Origins = ["*"] } });
        var client = new ChatClient(new ChatClientOptions
        {
            Address = new ChatAddress(_server.Endpoint.Address.ToString(), _server.Endpoint.Port, false, null),
            Nickname = name,
            Credentials = credentials,
            DeviceName = "Laptop",
            Time = new FakeTimeProvider(),
            Transport = () => new PageTransport(new Uri($"ws://{_server.Endpoint}/socket"), origin),
        });
        _pages.Add((client, client.RunAsync()));
        return client;
    }

    private static Task UntilAsync(ChatClient client, Func<ChatClient, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
        => client.UntilAsync(() => condition(client), what);

    private async Task<ChatClient> AdaAsync()
    {
        ChatClient ada = await ComeAsync("ada");
        await UntilAsync(ada, client => client.State == ConnectionState.Online);
        Assert.True(await ada.ClaimAsync(Make(_phone), "Phone").WaitAsync(Patience));
        return ada;
    }

    [Fact]
    public async Task Who_claims_a_name_by_a_passkey_has_a_token_and_no_password()
    {
        ChatClient ada = await AdaAsync();

        Assert.Equal("ada", ada.Account);
        Assert.True(ada.Credentials is { Account: "ada", IsToken: true });
        AccountPasskeys passkeys = await ada.ListPasskeysAsync().WaitAsync(Patience);
        Assert.False(passkeys.HasPassword);
        Assert.Equal(("Phone", "chat.example.org"), (passkeys.Passkeys.Single().Name, passkeys.Passkeys.Single().Host));
        Assert.Equal("Laptop", Assert.Single(await ada.ListDevicesAsync().WaitAsync(Patience)).Name);
    }

    [Fact]
    public async Task Who_meets_a_claimed_name_comes_in_by_the_passkey_under_the_name_it_is_for()
    {
        await AdaAsync();
        ChatClient bob = await ComeAsync("bob");
        await UntilAsync(bob, client => client.State == ConnectionState.Online);
        await bob.ClaimAsync(Make(_key), "Key").WaitAsync(Patience);
        ChatClient page = await ComeAsync("ada");
        await UntilAsync(page, client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });
        Assert.True(page.HasPasskeys);

        page.LogIn(Show(_key));

        await UntilAsync(page, client => client is { State: ConnectionState.Online, Account: "bob", Nickname: "bob", Credentials.IsToken: true });
    }

    [Fact]
    public async Task Who_shows_none_or_a_wrong_one_is_asked_again()
    {
        await AdaAsync();
        ChatClient page = await ComeAsync("ada");
        var refused = new List<string?>();
        page.PasskeyRefused += refused.Add;
        await UntilAsync(page, client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });

        page.LogIn(Declined);
        await UntilAsync(page, client => refused.Count == 1 && client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });
        page.LogIn(Show(_key));
        await UntilAsync(page, client => refused.Count == 2 && client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });
        page.LogIn(Show(_phone));

        await UntilAsync(page, client => client is { State: ConnectionState.Online, Account: "ada", Nickname: "ada" });
        Assert.Equal([null, "The passkey was not taken"], refused);
    }

    [Fact]
    public async Task The_owner_adds_and_removes_passkeys_and_a_device_alone_does_not()
    {
        ChatClient ada = await AdaAsync();
        ChatClient page = await ComeAsync("ada", ada.Credentials);
        await UntilAsync(page, client => client is { State: ConnectionState.Online, Account: "ada" });

        await Assert.ThrowsAsync<NotOwnerException>(() => page.AddPasskeyAsync(Make(_key), "Key").WaitAsync(Patience));
        Assert.False(await page.ProveAsync(Declined).WaitAsync(Patience));
        await Assert.ThrowsAsync<IOException>(() => page.ProveAsync(Show(_key)).WaitAsync(Patience));
        Assert.True(await page.ProveAsync(Show(_phone)).WaitAsync(Patience));
        Assert.False(await page.AddPasskeyAsync(Declined, "Key").WaitAsync(Patience));
        Assert.True(await page.AddPasskeyAsync(Make(_key), "Key").WaitAsync(Patience));
        await page.RemovePasskeyAsync("Phone").WaitAsync(Patience);
        await Assert.ThrowsAsync<NotOwnerException>(() => page.RemovePasskeyAsync("Key").WaitAsync(Patience));
        Assert.True(await page.ProveAsync(Show(_key)).WaitAsync(Patience));
        await Assert.ThrowsAsync<IOException>(() => page.RemovePasskeyAsync("Key").WaitAsync(Patience));

        Assert.Equal("Key", Assert.Single((await page.ListPasskeysAsync().WaitAsync(Patience)).Passkeys).Name);
        Assert.True(page.Credentials is { IsToken: true });
    }

    [Fact]
    public async Task A_passkey_gives_the_account_a_password_and_gives_it_up()
    {
        ChatClient ada = await AdaAsync();

        Assert.True(await ada.ProveAsync(Show(_phone)).WaitAsync(Patience));
        await ada.ChangePasswordAsync(null, Password).WaitAsync(Patience);
        Assert.True((await ada.ListPasskeysAsync().WaitAsync(Patience)).HasPassword);
        await ada.DropAccountAsync().WaitAsync(Patience);

        Assert.Equal((null, null), (ada.Account, ada.Credentials));
    }

    [Fact]
    public async Task A_page_without_a_name_has_none()
    {
        ChatClient page = await ComeAsync("ada", origin: "http://192.0.2.1:6660");
        await UntilAsync(page, client => client.State == ConnectionState.Online);

        Assert.False(page.HasPasskeys);
        await Assert.ThrowsAsync<IOException>(() => page.ClaimAsync(Make(_phone), "Phone").WaitAsync(Patience));
    }
}
