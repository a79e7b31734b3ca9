using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

public sealed class ScreenshotTests(Browser browser)
{
    private static readonly (string, int, int, ColorScheme)[] Shots =
    [
        ("screenshot.png", 1280, 800, ColorScheme.Light),
        ("screenshot-dark.png", 1280, 800, ColorScheme.Dark),
        ("screenshot-phone.png", 390, 800, ColorScheme.Light),
        ("screenshot-phone-dark.png", 390, 800, ColorScheme.Dark),
    ];

    /// <summary>The pictures in README. One is taken anew when it is not there, or all when <c>PARLEY_SCREENSHOT</c> is set.</summary>
    [Fact]
    public async Task README_shows_people_who_talk_and_a_picture_that_was_sent()
    {
        byte[] picture = await browser.PictureAsync();
        await using Visitor hedy = await Visitor.JoinAsync(browser, "garden", "Hedy");
        await using RawIrc olga = await RawIrc.EnterAsync(browser.Server, "Olga");
        await olga.SendAsync("JOIN #garden");
        await using Visitor alan = await Visitor.JoinAsync(browser, "garden", "Alan");
        await hedy.SayAsync("/topic What grows, who waters it, and where the good tomatoes are");
        await hedy.SayAsync("Good morning! The first tomatoes are red.");
        await alan.SeesAsync("tomatoes are red");
        await alan.SayAsync("Lovely. I can water on Tuesday and Thursday.");
        await olga.SendAsync("PRIVMSG #garden :And I at the weekend 🚿");
        await alan.SeesAsync("weekend");
        await alan.SayAsync("Here is the plan of the beds:");
        await alan.SendFileAsync("Beds in spring.pdf", "application/pdf", new byte[184_000]);
        await hedy.SeesAsync("184 kB");
        await hedy.SendFileAsync("garden.png", "image/png", picture);
        await Expect(alan.Log.Locator("img")).ToHaveJSPropertyAsync("complete", true);
        await hedy.SayAsync("This evening, seen from the bench");
        await alan.SeesAsync("from the bench");
        await Expect(alan.Log.GetByText("from the bench")).ToBeInViewportAsync();

        foreach ((string name, int width, int height, ColorScheme theme) in Shots)
        {
            await alan.Page.SetViewportSizeAsync(width, height);
            await alan.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Expect(alan.Log.GetByText("from the bench")).ToBeInViewportAsync();
            byte[] screenshot = await alan.Page.ScreenshotAsync();
            string file = Path.Combine(Repository.Root, "docs", name);
            if (!File.Exists(file) || Environment.GetEnvironmentVariable("PARLEY_SCREENSHOT") is { Length: > 0 })
                await File.WriteAllBytesAsync(file, screenshot, TestContext.Current.CancellationToken);
            Assert.True(screenshot.Length > 10_000);
        }
    }
}
