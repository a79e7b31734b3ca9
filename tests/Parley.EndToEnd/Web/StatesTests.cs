using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>The states of the page, one after another: axe-core finds nothing wrong in any, in either theme.</summary>
[Collection(nameof(Browser))]
public sealed class StatesTests(Browser browser)
{
    private readonly Judge _judge = new();

    [Fact]
    public async Task Entering_has_no_barrier()
    {
        await using Visitor first = await Visitor.JoinAsync(browser, "states-in", "stan");
        await using Visitor una = await Visitor.OpenAsync(browser, "states-in", 360, 740);
        await Expect(una.Page.GetByLabel("Your name")).ToBeVisibleAsync();
        await _judge.LookAsync(una.Page, "name prompt");
        await una.GiveNameAsync("stan");
        await Expect(una.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "stan" })).ToBeVisibleAsync();
        await _judge.LookAsync(una.Page, "refused name");
        await una.EnterAsync("una");
        await _judge.LookAsync(una.Page, "empty room on a phone");

        await una.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Rooms") }).ClickAsync();
        await _judge.LookAsync(una.Page, "drawer of rooms");
        await una.Page.Keyboard.PressAsync("Escape");
        await una.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Members") }).ClickAsync();
        await _judge.LookAsync(una.Page, "drawer of members");
        _judge.Sentence();
    }

    [Fact]
    public async Task Talking_has_no_barrier()
    {
        byte[] picture = await Picture.DrawAsync(await browser.OpenAsync("states"));
        await using Visitor tove = await Visitor.JoinAsync(browser, "states", "tove");
        await using Visitor uwe = await Visitor.JoinAsync(browser, "states", "uwe");
        await tove.SayAsync("/topic What grows, and who waters it");
        await uwe.SayAsync("Good morning! See https://parley.example/ **for more** and `code`");
        await tove.SayAsync("/me waves");
        await tove.SayAsync("```\nlet a = 1;\n```");
        await tove.SayAsync("> quoted\n- one\n- two");
        await tove.SayAsync("The end is ||hidden||, uwe");
        await uwe.SayAsync(string.Concat(Enumerable.Repeat("A long message. ", 120)));
        await tove.SendFilesAsync(
            new() { Name = "garden.png", MimeType = "image/png", Buffer = picture },
            new() { Name = "notes.txt", MimeType = "text/plain", Buffer = "Row one\nRow two"u8.ToArray() },
            new() { Name = "song.mp3", MimeType = "audio/mpeg", Buffer = new byte[100] },
            new() { Name = "plan.pdf", MimeType = "application/pdf", Buffer = new byte[1000] });
        await tove.SeesAsync("plan.pdf");
        await tove.SayAsync("/frobnicate");
        await Expect(tove.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "/frobnicate" })).ToBeVisibleAsync();
        await _judge.LookAsync(tove.Page, "talk");

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
        await tove.Page.Keyboard.PressAsync("Escape");

        await tove.SayAsync("/who");
        await Expect(tove.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("uwe");
        await _judge.LookAsync(tove.Page, "who");
        await tove.Page.Keyboard.PressAsync("Escape");
        await tove.SayAsync("/account");
        await Expect(tove.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await _judge.LookAsync(tove.Page, "account of a guest");
        _judge.Sentence();
    }
}
