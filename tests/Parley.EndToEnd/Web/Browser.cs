using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>One Chromium, without a window, and one server for all tests of the web client; each test has rooms of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private RunningServer? _server;

    /// <summary>The server that all pages are of.</summary>
    internal RunningServer Server => _server!;

    /// <summary>The address of the web client, with a slash at its end.</summary>
    public Uri Address => Server.Web;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments });
        // A first start on a busy machine compiles and loads the whole program.
        Assertions.SetDefaultExpectTimeout(60_000);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>A browser as another person has it: nothing is remembered, nothing is shared.</summary>
    internal Task<IPage> OpenAsync(string room, int width = 1280, int height = 800)
        => OpenAsync(new Uri(Address, "#" + room), width, height);

    /// <summary>The same at any address; with <paramref name="keepsApp"/> the service worker may keep the app, and loads all of it once more.</summary>
    internal async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 800, bool keepsApp = false)
    {
        IBrowserContext context = await _chromium!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", ServiceWorkers = keepsApp ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private static string Find()
        => (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            from name in Names
            let file = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
            where File.Exists(file)
            select file).FirstOrDefault() ?? throw new FileNotFoundException("These tests need Chromium on the PATH.");
}

/// <summary>Tests in a browser run one after another: each Chromium page runs a whole program.</summary>
[CollectionDefinition(nameof(Browser))]
public sealed class BrowserTests : ICollectionFixture<Browser>;
