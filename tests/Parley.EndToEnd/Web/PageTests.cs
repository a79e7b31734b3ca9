using System.Text.Json;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

public sealed class PageTests(Browser browser)
{
    // With brotli. What it is made of stands in docs/performance.md.
    private const int MaxFirstVisit = 2_500_000;

    [Fact]
    public async Task The_keyboard_alone_suffices()
    {
        await using Visitor grace = await Visitor.OpenAsync(browser, "keys");
        IKeyboard keys = grace.Page.Keyboard;
        await Expect(grace.Page.GetByLabel("Your name")).ToBeFocusedAsync();
        await keys.TypeAsync("grace");
        await keys.PressAsync("Enter");

        await Expect(grace.Entry).ToBeFocusedAsync();
        await keys.TypeAsync("One line");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("and another");
        await keys.PressAsync("Enter");
        await grace.SeesAsync("and another");

        await keys.PressAsync("Shift+Tab");
        await Expect(grace.Page.GetByRole(AriaRole.Button, new() { Name = "Send file" })).ToBeFocusedAsync();
        await keys.PressAsync("Shift+Tab");
        await Expect(grace.Log).ToBeFocusedAsync();
        await keys.PressAsync("Shift+Tab");
        await Expect(grace.Page.GetByRole(AriaRole.Button, new() { Name = "Who", Exact = true })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(grace.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("grace");
        await keys.PressAsync("Escape");
        await Expect(grace.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task It_fits_narrow_and_wide_screens()
    {
        await using Visitor heidi = await Visitor.JoinAsync(browser, "width", "heidi", 1920, 800);
        await heidi.SayAsync("A long word: " + new string('x', 300));
        await heidi.SeesAsync("xxx");
        ILocator members = heidi.Members.GetByRole(AriaRole.Button, new() { Name = "heidi" });
        await FitsAsync(1920);
        await Expect(members).ToBeInViewportAsync();

        await heidi.Page.SetViewportSizeAsync(360, 800);
        await Expect(members).ToBeHiddenAsync();
        await FitsAsync(360);
        await heidi.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Members") }).ClickAsync();
        await Expect(members).ToBeInViewportAsync();

        async Task FitsAsync(int width)
        {
            Assert.Equal(width, await heidi.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal(0, await heidi.Log.EvaluateAsync<int>("log => log.scrollWidth - log.clientWidth"));
            await Expect(heidi.Entry).ToBeInViewportAsync();
        }
    }

    [Fact]
    public async Task A_reader_keeps_the_place_and_is_told_of_new_messages()
    {
        await using Visitor ivan = await Visitor.JoinAsync(browser, "lines", "ivan");
        await using RawIrc judy = await RawIrc.EnterAsync(browser.Server, "judy");
        await judy.SendAsync("JOIN #lines");
        await judy.SendAsync(Enumerable.Range(1, 50).Select(number => $"PRIVMSG #lines :Line {number}"));
        await ivan.SeesAsync("Line 50");
        await Expect(ivan.Log.GetByText("Line 50", new() { Exact = true })).ToBeInViewportAsync();

        await ivan.Log.FocusAsync();
        await ivan.Page.Keyboard.PressAsync("Home");
        await Expect(ivan.Log.GetByText("Line 1", new() { Exact = true })).ToBeInViewportAsync();
        await judy.SendAsync("PRIVMSG #lines :Something new");

        await ivan.Page.GetByRole(AriaRole.Button, new() { Name = "1 new message" }).ClickAsync();
        await Expect(ivan.Log.GetByText("Something new")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_first_visit_is_small()
    {
        double bytes = 0;
        await using Visitor mallory = await Visitor.OpenAsync(browser, "size", prepare: async page =>
        {
            ICDPSession network = await page.Context.NewCDPSessionAsync(page);
            network.Event("Network.loadingFinished").OnEvent += (_, parameters) => bytes += ((JsonElement)parameters!).GetProperty("encodedDataLength").GetDouble();
            await network.SendAsync("Network.enable");
        });

        await mallory.EnterAsync("mallory");

        Assert.InRange(bytes, 1_000_000, MaxFirstVisit);
    }
}
