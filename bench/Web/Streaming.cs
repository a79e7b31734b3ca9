using Microsoft.Playwright;

namespace Parley.WebBench;

/// <summary>How long the page stands still while much is said.</summary>
internal static class Streaming
{
    // The page's own clock, between one chance to draw and the next. At rest it is 16.7 ms.
    private const string Watch = """
        () => { const spans = window.spans = []; let last = performance.now();
          const beat = now => { spans.push(now - last); last = now; requestAnimationFrame(beat); }; requestAnimationFrame(beat); }
        """;

    /// <summary>Measures it.</summary>
    public static async Task RunAsync(Place place, int rate, int seconds)
    {
        await using Speaker bob = await Speaker.EnterAsync(place.Port, "bob", "#stream");
        await bob.SayAsync("#stream", 200);
        await bob.SettleAsync();
        IPage page = await place.EnterAsync("stream", "ann");
        // Code that runs for the first time is slower; nobody reads along from the first second.
        await bob.SayAsync("#stream", rate, TimeSpan.FromSeconds(5));

        await page.EvaluateAsync(Watch);
        await bob.SayAsync("#stream", rate, TimeSpan.FromSeconds(seconds));
        await bob.SayAsync("#stream", "That was all");
        long said = TimeProvider.System.GetTimestamp();
        await page.GetByRole(AriaRole.Log).GetByText("That was all").WaitForAsync();
        TimeSpan late = TimeProvider.System.GetElapsedTime(said);
        double[] spans = await page.EvaluateAsync<double[]>("() => window.spans");

        Array.Sort(spans);
        Console.WriteLine($"stream: {rate} messages/s for {seconds} s: {spans.Length} frames, median {Numbers.At(spans, 0.5):0.0} ms, 99 % {Numbers.At(spans, 0.99):0.0} ms, longest {spans[^1]:0.0} ms, over 100 ms: {spans.Count(span => span > 100)}; the last message on screen after {late.TotalMilliseconds:0} ms");
    }
}
