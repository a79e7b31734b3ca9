using System.Text;
using Microsoft.Playwright;
using Parley.Crash;

namespace Parley.WebBench;

/// <summary>A server and a Chromium without a window, on this machine.</summary>
internal sealed class Place : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly DirectoryInfo? _own;
    private readonly ServerProcess _server;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private IPage? _page;

    private Place(string parley, DirectoryInfo? data)
    {
        _own = data is null ? Directory.CreateTempSubdirectory("parley-web-bench") : null;
        _server = new ServerProcess(parley, 0, (data ?? _own!).FullName, new StringBuilder());
    }

    /// <summary>The server's port, on loopback.</summary>
    public int Port { get; private set; }

    /// <summary>Starts both.</summary>
    /// <param name="parley">The program.</param>
    /// <param name="data">The server's data folder; null: an empty one.</param>
    public static async Task<Place> StartAsync(string parley, DirectoryInfo? data)
    {
        var place = new Place(parley, data);
        place.Port = await place._server.ListensAsync();
        place._playwright = await Playwright.CreateAsync();
        place._chromium = await place._playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--enable-precise-memory-info"],
        });
        return place;
    }

    /// <summary>A browser that was never here.</summary>
    public Task<IBrowserContext> NewBrowserAsync() => _chromium!.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, Locale = "en-GB" });

    /// <summary>Comes into a room under a name.</summary>
    public async Task<IPage> EnterAsync(string room, string name)
    {
        _page = await (await NewBrowserAsync()).NewPageAsync();
        _page.SetDefaultTimeout(120_000);
        await _page.GotoAsync($"http://localhost:{Port}/#{room}");
        await _page.GetByLabel("Your name").FillAsync(name);
        await _page.Keyboard.PressAsync("Enter");
        await _page.GetByRole(AriaRole.Log).GetByText(name + " joined").WaitForAsync();
        return _page;
    }

    /// <summary>The resident memory of the process that draws the page, in MB.</summary>
    public async Task<double> ResidentAsync()
    {
        ICDPSession session = await _chromium!.NewBrowserCDPSessionAsync();
        System.Text.Json.JsonElement? all = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return all!.Value.GetProperty("processInfo").EnumerateArray().Where(one => one.GetProperty("type").GetString() == "renderer")
            .Max(one => Resident(one.GetProperty("id").GetInt32()));
    }

    /// <summary>Leaves a picture of the page.</summary>
    public Task PictureAsync(string path) => _page?.ScreenshotAsync(new() { Path = path }) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        await _server.DisposeAsync();
        _own?.Delete(recursive: true);
    }

    private static double Resident(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], null) / 1024;
    }

    private static string Find()
        => (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            from name in Names
            let file = Path.Combine(folder, name)
            where File.Exists(file)
            select file).FirstOrDefault() ?? throw new FileNotFoundException("This needs Chromium on the PATH.");
}
