using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>What people do with words: two at the web client, and somebody with any IRC client beside them.</summary>
[Collection(nameof(Browser))]
public sealed class TalkTests(Browser browser)
{
    [Fact]
    public async Task Text_looks_as_it_was_meant()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "text", "ada");
        await using RawIrc plain = await RawIrc.EnterAsync(browser.Server, "plain");
        await plain.SendAsync("JOIN #text");
        await ada.SeesAsync("plain joined");
        await plain.SendAsync("PRIVMSG #text :\u0002bold\u0002 and \u00034red\u0003");
        await ada.SayAsync("Look, @plain: **this** is `code`, in #garden\n> quoted\n- one\n- two\n```cs\nint x;\n```\nthe end: ||the butler|| :tada:");

        await Expect(ada.Log.Locator(".text strong")).ToHaveTextAsync("this");
        await Expect(ada.Log.Locator("blockquote")).ToHaveTextAsync("quoted");
        await Expect(ada.Log.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["one", "two"]);
        await Expect(ada.Log.Locator(".bold")).ToHaveTextAsync("bold");
        await Expect(ada.Log.Locator(".f4")).ToHaveTextAsync("red");
        await Expect(ada.Log.GetByRole(AriaRole.Img, new() { Name = "party popper" })).ToHaveTextAsync("🎉");

        await Expect(ada.Log.GetByText("the butler")).ToHaveCSSAsync("color", "rgba(0, 0, 0, 0)");
        await ada.Log.GetByRole(AriaRole.Button, new() { Name = "Hidden text: show it" }).PressAsync("Enter");
        await Expect(ada.Log.Locator(".spoiler.open")).ToHaveTextAsync("the butler");
        await ada.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await ada.Log.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(ada.Log.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal("int x;", await ada.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await ada.SayAsync(string.Join('\n', Enumerable.Range(1, 60).Select(i => $"line number {i}")));
        await ada.SeesAsync("line number 20");
        await Expect(ada.Log).Not.ToContainTextAsync("line number 21");
        await ada.Log.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await ada.SeesAsync("line number 60");
        await ada.Log.GetByRole(AriaRole.Link, new() { Name = "#garden" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "#garden" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task People_answer_react_correct_and_take_back()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "notes", "ada");
        await using Visitor bob = await Visitor.JoinAsync(browser, "notes", "bob");
        await using RawIrc plain = await RawIrc.EnterAsync(browser.Server, "plain2");
        await plain.SendAsync("JOIN #notes");
        await ada.Entry.PressSequentiallyAsync("Cake at fuor?");
        await Expect(bob.Page.GetByText("ada is typing…")).ToBeVisibleAsync();
        await ada.Entry.PressAsync("Enter");
        await bob.SeesAsync("Cake at fuor?");
        await Expect(bob.Page.GetByText("ada is typing…")).ToHaveCountAsync(0);

        await bob.Log.GetByText("Cake at fuor?").HoverAsync();
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "React", Exact = true }).ClickAsync();
        await bob.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search emoji" }).FillAsync("birthday");
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "birthday cake" }).ClickAsync();
        await ada.Log.GetByRole(AriaRole.Button, new() { Name = "🎂 1: bob" }).ClickAsync();
        await Expect(bob.Log.GetByRole(AriaRole.Button, new() { Name = "🎂 2: bob, ada" })).ToHaveAttributeAsync("aria-pressed", "true");

        await bob.Log.GetByText("Cake at fuor?").HoverAsync();
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await Expect(bob.Page.GetByText("Answering ada")).ToBeVisibleAsync();
        await bob.SayAsync("At five");
        await Expect(ada.Log.GetByRole(AriaRole.Button, new() { Name = "Answer to ada: go there" })).ToContainTextAsync("Cake at fuor?");

        await ada.Entry.FillAsync("");
        await ada.Entry.PressAsync("ArrowUp");
        await Expect(ada.Entry).ToHaveValueAsync("Cake at fuor?");
        await ada.SayAsync("Cake at four?");
        await bob.SeesAsync("Cake at four?(edited)");
        await Expect(bob.Log.GetByTitle("Before: Cake at fuor?")).ToBeVisibleAsync();
        await plain.ExpectAsync("PRIVMSG #notes :* Cake at four?");

        await ada.Log.GetByText("Cake at four?").First.HoverAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this message?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await bob.SeesAsync("Deleted by ada");
        await Expect(bob.Log).Not.ToContainTextAsync("Cake at four?");
    }

    [Fact]
    public async Task The_box_completes_what_is_meant_and_keeps_what_was_not_sent()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "box", "ada");
        await using Visitor bob = await Visitor.JoinAsync(browser, "box", "bobby");
        await ada.SeesAsync("bobby joined");

        await ada.Entry.PressSequentiallyAsync("hello @bo");
        await Expect(ada.Page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["bobby"]);
        await ada.Entry.PressAsync("Enter");
        await Expect(ada.Entry).ToHaveValueAsync("hello @bobby ");
        await ada.Entry.PressSequentiallyAsync(":birth");
        await ada.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = ":birthday:" }).ClickAsync();
        await Expect(ada.Entry).ToHaveValueAsync("hello @bobby 🎂 ");
        await ada.Entry.PressAsync("Shift+Enter");
        await ada.Entry.PressSequentiallyAsync("second line");
        await ada.Entry.PressAsync("Enter");
        await Expect(bob.Log.GetByText("second line")).ToContainTextAsync("hello @bobby 🎂");
        await Expect(bob.Log.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);

        await ada.Entry.PressSequentiallyAsync("/to");
        await Expect(ada.Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["/topic"]);
        await ada.Entry.PressAsync("Escape");
        await Expect(ada.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await ada.Entry.FillAsync("not sent yet");
        await ada.Page.ReloadAsync();
        await Expect(ada.Entry).ToHaveValueAsync("not sent yet");
    }
}
