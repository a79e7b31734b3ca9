using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Tests with pages of https://chat.example.org that make and show passkeys.</summary>
public abstract class PasskeyTestBase : IAsyncDisposable
{
    protected const string Origin = "https://chat.example.org", Password = "correct-horse", Failed = "SASL authentication failed";

    private readonly List<PageClient> _pages = [];

    protected SoftAuthenticator Phone { get; } = new(Origin);

    protected SoftAuthenticator Key { get; } = new(Origin);

    protected TestServer Server { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        foreach (PageClient page in _pages)
            await page.DisposeAsync();
        await Server.DisposeAsync();
        Phone.Dispose();
        Key.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync(Func<ParleyOptions, ParleyOptions>? configure = null)
        => Server = await TestServer.StartAsync(options => (configure ?? (same => same))(options with { Connections = options.Connections with { Origins = ["*"] } }));

    private protected async Task<PageClient> PageAsync(string nickname, string origin = Origin)
    {
        PageClient page = await PageClient.RegisterAsync(Server, origin, nickname);
        _pages.Add(page);
        return page;
    }

    // One that has said nothing yet.
    private protected async Task<PageClient> ConnectAsync()
    {
        PageClient page = await PageClient.ConnectAsync(Server, Origin);
        _pages.Add(page);
        return page;
    }

    private protected static async Task<string> MakeAsync(PageClient page, SoftAuthenticator authenticator, string command)
    {
        await page.SendAsync(command);
        await page.SendMessageAsync("PASSKEY ANSWER", authenticator.Make(await page.ReadMessageAsync(":test PASSKEY MAKE")));
        return await page.ReadAsync();
    }

    private protected async Task<PageClient> AliceAsync()
    {
        PageClient alice = await PageAsync("alice");
        Assert.Equal(":test PASSKEY REGISTER alice :Phone", await MakeAsync(alice, Phone, "PASSKEY REGISTER * :Phone"));
        await alice.SyncAsync();
        return alice;
    }

    // The answer to the passkey: 900 and 903, or the refusal.
    private protected static async Task<string> ShowAsync(PageClient page, SoftAuthenticator authenticator, string whom = "+")
    {
        await page.SendAsync("AUTHENTICATE PASSKEY", $"AUTHENTICATE {whom}");
        await page.ExpectAsync(":test AUTHENTICATE +");
        await page.SendMessageAsync("AUTHENTICATE", authenticator.Show(await page.ReadMessageAsync(":test AUTHENTICATE")));
        return await page.ReadAsync();
    }

    // Who says nothing for so long is closed.
    private protected async Task WaitAsync(PageClient page, int minutes)
    {
        for (; minutes > 0; minutes--)
        {
            Server.Time.Advance(TimeSpan.FromMinutes(1));
            await page.SyncAsync();
        }
    }

    protected static string TextOf(string line) => line[(line.IndexOf(" :", 1, StringComparison.Ordinal) + 2)..];
}
