using Microsoft.Playwright;

namespace Parley.WebBench;

/// <summary>What the page holds while it receives many messages.</summary>
internal static class Memory
{
    private const int Parts = 10;

    /// <summary>Measures it, ten times on the way.</summary>
    public static async Task RunAsync(Place place, int messages)
    {
        await using Speaker bob = await Speaker.EnterAsync(place.Port, "bob", "#memory");
        IPage page = await place.EnterAsync("memory", "ann");
        Console.WriteLine($"memory: at the start {await place.ResidentAsync():0} MB");
        for (int part = 1; part <= Parts; part++)
        {
            // In portions that no queue is too short for.
            for (int said = 0; said < messages / Parts; said += 500)
            {
                await bob.SayAsync("#memory", 500);
                string mark = $"mark {part}-{said}";
                await bob.SayAsync("#memory", mark);
                await page.GetByRole(AriaRole.Log).GetByText(mark, new() { Exact = true }).WaitForAsync();
            }
            int rows = await page.GetByRole(AriaRole.Log).Locator("article").CountAsync();
            Console.WriteLine($"memory: after {messages / Parts * part} messages {await place.ResidentAsync():0} MB, {rows} rows");
        }
    }
}
