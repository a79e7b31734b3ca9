using Microsoft.Playwright;

namespace Parley.WebBench;

/// <summary>How long it takes from the wish for a room to its messages on screen.</summary>
internal static class Turning
{
    // Up to the end of the frame in which the room's title and messages are drawn: what is posted in its callback runs behind it.
    private const string Turn = """
        ([room, how]) => new Promise(done => {
          const begun = performance.now();
          const there = () => [...document.querySelectorAll("h1")].some(one => one.textContent.trim() === room) && document.querySelector("[role=log] article");
          const watcher = new MutationObserver(check);
          function check() {
            if (!there()) return;
            watcher.disconnect();
            requestAnimationFrame(() => {
              const drawn = new MessageChannel();
              drawn.port1.onmessage = () => done(performance.now() - begun);
              drawn.port2.postMessage(0);
            });
          }
          watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
          if (how === "click") [...document.querySelectorAll("nav button")].find(one => one.textContent.trim().startsWith(room)).click();
          else location.hash = room;
        })
        """;

    /// <summary>Between two rooms that one is in.</summary>
    public static async Task SwitchAsync(Place place, int times)
    {
        await using Speaker bob = await Speaker.EnterAsync(place.Port, "bob", "#one", "#two");
        await bob.SayAsync("#one", 400);
        await bob.SayAsync("#two", 400);
        await bob.SettleAsync();
        IPage page = await place.EnterAsync("one", "ann");
        await TurnAsync(page, "#two", "hash");
        await page.GetByRole(AriaRole.Log).Locator("article").Nth(30).WaitForAsync();
        var measures = new List<double>();
        for (int i = 0; i < times + 5; i++)
        {
            double took = await TurnAsync(page, i % 2 == 0 ? "#one" : "#two", "click");
            if (i >= 5)
                measures.Add(took);
            await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System);
        }
        Numbers.Tell("switch", measures);
    }

    /// <summary>Into rooms that one has not been in.</summary>
    public static async Task OpenAsync(Place place, int times)
    {
        IPage page = await place.EnterAsync("lobby", "ann");
        var measures = new List<double>();
        for (int room = 0; room < times; room++)
        {
            measures.Add(await TurnAsync(page, $"#room{room}", "hash"));
            await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System);
        }
        Numbers.Tell("open", measures);
    }

    private static Task<double> TurnAsync(IPage page, params string[] roomAndHow) => page.EvaluateAsync<double>(Turn, roomAndHow);
}
