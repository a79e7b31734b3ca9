using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>The states of the page, one after another: axe-core finds nothing wrong in any, in either theme, and the telling ones look as they should.</summary>
public sealed class StatesTests(Browser browser)
{
    private readonly Judge _judge = new();

    [Fact]
    public async Task Entering()
    {
        Pictures pictures = await Pictures.StartAsync(browser);
        await using RawIrc first = await RawIrc.EnterAsync(browser.Server, "stan");
        await first.SendAsync("JOIN #states-in");
        await using Visitor una = await Visitor.OpenAsync(browser, "states-in", 360, 740);
        await Pictures.HoldStillAsync(una.Page);
        await _judge.LookAsync(una.Page, "name prompt");
        await una.GiveNameAsync("stan");
        await Expect(una.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "stan" })).ToBeVisibleAsync();
        await _judge.LookAsync(una.Page, "refused name");
        await pictures.TakeAsync(una.Page, "refused-name", 360, 740, ColorScheme.Light);
        await pictures.TakeAsync(una.Page, "refused-name", 1280, 800, ColorScheme.Dark);

        await una.Page.SetViewportSizeAsync(360, 740);
        await una.EnterAsync("una");
        await _judge.LookAsync(una.Page, "empty room on a phone");
        await pictures.TakeAsync(una.Page, "empty-room", 360, 740, ColorScheme.Dark);
        await una.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Rooms") }).ClickAsync();
        await _judge.LookAsync(una.Page, "drawer of rooms");
        await pictures.TakeAsync(una.Page, "rooms", 360, 740, ColorScheme.Light);
        await una.Page.Keyboard.PressAsync("Escape");
        await una.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Members") }).ClickAsync();
        await _judge.LookAsync(una.Page, "drawer of members");

        // The same from right to left.
        await una.Page.EvaluateAsync("() => localStorage.setItem('parley.preferences', '{\"language\":\"ar\"}')");
        await una.Page.SetViewportSizeAsync(1280, 800);
        await una.Page.ReloadAsync();
        await Expect(una.Log).ToContainTextAsync("una");
        await Expect(una.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Pictures.HoldStillAsync(una.Page);
        await _judge.LookAsync(una.Page, "Arabic");
        await pictures.TakeAsync(una.Page, "arabic", 1280, 800, ColorScheme.Light);
        _judge.Sentence();
        pictures.Sentence();
    }

    [Fact]
    public async Task Talking()
    {
        byte[] picture = await browser.PictureAsync();
        Pictures pictures = await Pictures.StartAsync(browser);
        await using Visitor tove = await Visitor.JoinAsync(browser, "states", "tove");
        await using RawIrc uwe = await RawIrc.EnterAsync(browser.Server, "uwe");
        await uwe.SendAsync("JOIN #states");
        await tove.SeesAsync("uwe joined");
        await Pictures.HoldStillAsync(tove.Page);
        await TalkAsync(tove, uwe, picture);
        await _judge.LookAsync(tove.Page, "talk");
        await pictures.TakeAsync(tove.Page, "talk", 360, 740, ColorScheme.Dark);
        await pictures.TakeAsync(tove.Page, "talk", 768, 1024, ColorScheme.Light);
        await pictures.TakeAsync(tove.Page, "talk", 1280, 800, ColorScheme.Light);
        await pictures.TakeAsync(tove.Page, "talk", 1920, 1080, ColorScheme.Dark);
        await tove.Page.SetViewportSizeAsync(1280, 800);

        await tove.Log.GetByRole(AriaRole.Img).Last.ClickAsync();
        await Expect(tove.Page.GetByRole(AriaRole.Dialog, new() { Name = "Image" })).ToBeVisibleAsync();
        await _judge.LookAsync(tove.Page, "viewer");
        await tove.Page.Keyboard.PressAsync("Escape");
        await tove.SayAsync("/search nothinglikethis");
        await Expect(tove.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Try fewer words");
        await _judge.LookAsync(tove.Page, "search without results");
        await tove.Page.GetByRole(AriaRole.Searchbox).FillAsync("morning");
        await tove.Page.Keyboard.PressAsync("Enter");
        await Expect(tove.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 found");
        await _judge.LookAsync(tove.Page, "search with results");
        await pictures.TakeAsync(tove.Page, "search", 1280, 800, ColorScheme.Light);
        await tove.Page.Keyboard.PressAsync("Escape");
        _judge.Sentence();
        pictures.Sentence();
    }

    [Fact]
    public async Task Looking_around()
    {
        Pictures pictures = await Pictures.StartAsync(browser);
        await using Visitor vera = await Visitor.JoinAsync(browser, "states-around", "vera");
        await using RawIrc will = await RawIrc.EnterAsync(browser.Server, "will");
        await will.SendAsync("JOIN #states-around");
        await Expect(vera.Members).ToContainTextAsync("will");
        await Pictures.HoldStillAsync(vera.Page);

        await vera.SayAsync("/who");
        await Expect(vera.Dialog).ToContainTextAsync("will");
        await LookAndCloseAsync(vera, "who");
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        ILocator pages = vera.Dialog.GetByRole(AriaRole.Group).First;
        await pictures.TakeAsync(vera.Page, "settings", 768, 1024, ColorScheme.Dark);
        await vera.Page.SetViewportSizeAsync(1280, 800);
        foreach (string page in (string[])["Look", "Notifications", "Account"])
        {
            await pages.GetByLabel(page).CheckAsync();
            await _judge.LookAsync(vera.Page, "settings, " + page);
        }
        await vera.Page.Keyboard.PressAsync("Escape");

        await vera.Page.GetByRole(AriaRole.Heading, new() { Name = "#states-around" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(vera.Dialog).ToContainTextAsync("Rules");
        await pictures.TakeAsync(vera.Page, "room-page", 360, 740, ColorScheme.Light);
        await vera.Page.SetViewportSizeAsync(1280, 800);
        pages = vera.Dialog.GetByRole(AriaRole.Group).First;
        foreach (string page in (string[])["About", "Members", "Kept out"])
        {
            await pages.GetByLabel(page).CheckAsync();
            await _judge.LookAsync(vera.Page, "room page, " + page);
        }
        await vera.Page.Keyboard.PressAsync("Escape");

        await vera.Members.GetByRole(AriaRole.Button, new() { Name = "will" }).First.ClickAsync();
        await Expect(vera.Dialog).ToContainTextAsync("Rooms in common");
        await LookAndCloseAsync(vera, "person");
        await vera.Page.Keyboard.PressAsync("Control+k");
        await Expect(vera.Dialog).ToBeVisibleAsync();
        await LookAndCloseAsync(vera, "quick switcher");
        foreach (string choice in (string[])["Browse rooms", "Create a room"])
        {
            await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Add rooms and sort" }).ClickAsync();
            await _judge.LookAsync(vera.Page, "menu of rooms");
            await vera.Page.GetByRole(AriaRole.Menuitem, new() { Name = choice }).ClickAsync();
            await Expect(vera.Dialog).ToBeVisibleAsync();
            await LookAndCloseAsync(vera, choice);
        }
        _judge.Sentence();
        pictures.Sentence();
    }

    private static async Task TalkAsync(Visitor tove, RawIrc uwe, byte[] picture)
    {
        await tove.SayAsync("/topic What grows, and who waters it");
        await uwe.ExpectAsync("What grows");
        await tove.SendFileAsync("plan.pdf", "application/pdf", new byte[1000]);
        await tove.SeesAsync("1 kB");
        await tove.SendFileAsync("notes.txt", "text/plain", "Row one\nRow two"u8.ToArray());
        await tove.SeesAsync("Row two");
        await tove.SendFileAsync("song.mp3", "audio/mpeg", new byte[100]);
        await tove.SeesAsync("100 bytes");
        await tove.SendFileAsync("garden.png", "image/png", picture);
        await Expect(tove.Log.GetByRole(AriaRole.Img).Last).ToHaveJSPropertyAsync("naturalWidth", Picture.Width);
        await uwe.SendAsync("PRIVMSG #states :Good morning! See https://parley.example/ **for more** and `code`");
        await tove.SeesAsync("Good morning");
        await tove.SayAsync("/me waves");
        await uwe.ExpectAsync("waves");
        await uwe.SendAsync("PRIVMSG #states :" + string.Concat(Enumerable.Repeat("A message that is rather long. ", 12)));
        await tove.SeesAsync("rather long");
        await tove.SayAsync("> quoted\n- one\n- two\n\n```\nlet a = 1;\n```");
        await tove.SayAsync("The end is ||hidden||, uwe");
        await uwe.ExpectAsync("The end is");
        await tove.SayAsync("/frobnicate");
        await Expect(tove.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "/frobnicate" })).ToBeVisibleAsync();
    }

    private async Task LookAndCloseAsync(Visitor visitor, string state)
    {
        await _judge.LookAsync(visitor.Page, state);
        await visitor.Page.SetViewportSizeAsync(320, 640);
        await _judge.FitAsync(visitor.Page, state);
        await visitor.Page.SetViewportSizeAsync(1280, 800);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Dialog).ToHaveCountAsync(0);
    }
}
