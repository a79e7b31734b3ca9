using Microsoft.Playwright;

namespace Parley.WebBench;

/// <summary>How long it takes from the address to the first words on screen, and to the box in which one types a message.</summary>
internal static class Starting
{
    private const int Throttle = 4;

    // 10 Mbit/s in bytes a second, and the way there and back in ms.
    private const int Link = 10_000_000 / 8;
    private const int Latency = 20;

    // Who comes first gives a name at once; who comes again need not. The box is there when it has the focus.
    private const string Watch = """
        (() => {
          const enter = () => {
            if (document.documentElement.dataset.stage) return;
            document.getElementById("name").value = "ann";
            document.getElementById("enter").requestSubmit();
          };
          addEventListener("DOMContentLoaded", enter);
          const look = () => { if (document.activeElement?.id === "entry") window.typing = performance.now(); else setTimeout(look, 2); };
          look();
        })()
        """;

    private const string Painted = "() => performance.getEntriesByName('first-paint')[0]?.startTime ?? NaN";

    /// <summary>Measures both, here and as on a slow link with a slow processor.</summary>
    public static async Task RunAsync(Place place, int times)
    {
        foreach (bool slow in (bool[])[false, true])
        {
            (var paint, var cold, var warmPaint, var warm) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (int i = 0; i < times; i++)
            {
                await using IBrowserContext browser = await place.NewBrowserAsync();
                await browser.AddInitScriptAsync(Watch);
                await StartAsync(place, browser, slow, paint, cold);
                // The app is kept for the next time by then, and so are the messages.
                await browser.Pages[0].WaitForFunctionAsync("async () => { const all = await caches.keys(); return all.length > 0 && !!(await navigator.serviceWorker.ready).active; }");
                await browser.Pages[0].CloseAsync();
                await StartAsync(place, browser, slow, warmPaint, warm);
            }
            string how = slow ? "10 Mbit/s, 20 ms, processor slowed 4 times" : "as it is here";
            Console.WriteLine($"start, {how}:");
            Numbers.Tell("  first visit, prompt painted", paint);
            Numbers.Tell("  first visit, typing", cold);
            Numbers.Tell("  next visit, rooms painted", warmPaint);
            Numbers.Tell("  next visit, typing", warm);
        }
    }

    private static async Task StartAsync(Place place, IBrowserContext browser, bool slow, List<double> paints, List<double> starts)
    {
        IPage page = await browser.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        if (slow)
        {
            ICDPSession session = await browser.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = Latency, ["downloadThroughput"] = Link, ["uploadThroughput"] = Link });
            await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Throttle });
        }
        await page.GotoAsync($"http://localhost:{place.Port}/#start", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => window.typing");
        starts.Add(await page.EvaluateAsync<double>("() => window.typing"));
        paints.Add(await page.EvaluateAsync<double>(Painted));
    }
}
