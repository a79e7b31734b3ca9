using Microsoft.Playwright;
using Parley.EndToEnd.Web;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Parley.EndToEnd.Web;

/// <summary>One Chromium, without a window, and one server for all tests of the web client; each test has rooms of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    // The first draws no window around a page, and so starts one in half the time.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"];
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

    private readonly Lazy<Task<byte[]>> _picture;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private RunningServer? _server;

    public Browser() => _picture = new(async () => await Picture.DrawAsync(await OpenAsync(new Uri("about:blank"))));

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
    /// <param name="address">Where it goes.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="height">Of the window, in pixels.</param>
    /// <param name="keepsApp">The service worker may keep the app, and loads all of it once more.</param>
    /// <param name="prepare">What is done with the page before it loads anything.</param>
    internal async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 800, bool keepsApp = false, Func<IPage, Task>? prepare = null)
    {
        IBrowserContext context = await _chromium!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", ServiceWorkers = keepsApp ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block });
        IPage page = await context.NewPageAsync();
        if (prepare is not null)
            await prepare(page);
        // The prompt is there before the program is, and whoever is quick types into it.
        await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        return page;
    }

    /// <summary>A picture to send, <see cref="Picture.Width"/> wide and <see cref="Picture.Height"/> high.</summary>
    internal Task<byte[]> PictureAsync() => _picture.Value;

    private static string Find()
        => (from name in Names
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            let file = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
            where File.Exists(file)
            select file).FirstOrDefault() ?? throw new FileNotFoundException("These tests need Chromium on the PATH.");
}
