using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>What people do with words: two at the web client, and somebody with any IRC client beside them.</summary>
public sealed class TalkTests(Browser browser)
{
    [Fact]
    public async Task Text_looks_as_it_was_meant()
    {
        await using Visitor tilda = await Visitor.JoinAsync(browser, "text", "tilda");
        await using RawIrc plain = await RawIrc.EnterAsync(browser.Server, "plain");
        await plain.SendAsync("JOIN #text");
        await tilda.SeesAsync("plain joined");
        await plain.SendAsync("PRIVMSG #text :\u0002bold\u0002 and \u00034red\u0003");
        await tilda.SayAsync("Look, @plain: **this** is `code`, in #meadow\n> quoted\n- one\n- two\n```cs\nint x;\n```\nthe end: ||the butler|| :tada:");

        await Expect(tilda.Log.Locator(".text strong")).ToHaveTextAsync("this");
        await Expect(tilda.Log.Locator("blockquote")).ToHaveTextAsync("quoted");
        await Expect(tilda.Log.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["one", "two"]);
        await Expect(tilda.Log.Locator(".bold")).ToHaveTextAsync("bold");
        await Expect(tilda.Log.Locator(".f4")).ToHaveTextAsync("red");
        await Expect(tilda.Log.GetByRole(AriaRole.Img, new() { Name = "party popper" })).ToHaveTextAsync("🎉");

        await Expect(tilda.Log.GetByText("the butler")).ToHaveCSSAsync("color", "rgba(0, 0, 0, 0)");
        await tilda.Log.GetByRole(AriaRole.Button, new() { Name = "Hidden text: show it" }).PressAsync("Enter");
        await Expect(tilda.Log.Locator(".spoiler.open")).ToHaveTextAsync("the butler");
        await tilda.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await tilda.Log.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(tilda.Log.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal("int x;", await tilda.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await tilda.SayAsync(string.Join('\n', Enumerable.Range(1, 60).Select(i => $"line number {i}")));
        await tilda.SeesAsync("line number 20");
        await Expect(tilda.Log).Not.ToContainTextAsync("line number 21");
        await tilda.Log.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await tilda.SeesAsync("line number 60");
        await tilda.Log.GetByRole(AriaRole.Link, new() { Name = "#meadow" }).ClickAsync();
        await Expect(tilda.Page.GetByRole(AriaRole.Heading, new() { Name = "#meadow" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task People_answer_react_correct_and_take_back()
    {
        await using Visitor tina = await Visitor.JoinAsync(browser, "notes", "tina");
        await using Visitor tom = await Visitor.JoinAsync(browser, "notes", "tom");
        await using RawIrc plain = await RawIrc.EnterAsync(browser.Server, "plain2");
        await plain.SendAsync("JOIN #notes");
        await tina.Entry.PressSequentiallyAsync("Cake at fuor?");
        await Expect(tom.Page.GetByText("tina is typing…")).ToBeVisibleAsync();
        await tina.Entry.PressAsync("Enter");
        await tom.SeesAsync("Cake at fuor?");
        await Expect(tom.Page.GetByText("tina is typing…")).ToHaveCountAsync(0);

        await tom.Log.GetByText("Cake at fuor?").HoverAsync();
        await tom.Page.GetByRole(AriaRole.Button, new() { Name = "React", Exact = true }).ClickAsync();
        await tom.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search emoji" }).FillAsync("birthday");
        await tom.Page.GetByRole(AriaRole.Button, new() { Name = "birthday cake" }).ClickAsync();
        await tina.Log.GetByRole(AriaRole.Button, new() { Name = "🎂 1: tom" }).ClickAsync();
        await Expect(tom.Log.GetByRole(AriaRole.Button, new() { Name = "🎂 2: tom, tina" })).ToHaveAttributeAsync("aria-pressed", "true");

        await tom.Log.GetByText("Cake at fuor?").HoverAsync();
        await tom.Page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await Expect(tom.Page.GetByText("Answering tina")).ToBeVisibleAsync();
        await tom.SayAsync("At five");
        await Expect(tina.Log.GetByRole(AriaRole.Button, new() { Name = "Answer to tina: go there" })).ToContainTextAsync("Cake at fuor?");

        await tina.Entry.FillAsync("");
        await tina.Entry.PressAsync("ArrowUp");
        await Expect(tina.Entry).ToHaveValueAsync("Cake at fuor?");
        await tina.SayAsync("Cake at four?");
        await tom.SeesAsync("Cake at four?(edited)");
        await Expect(tom.Log.GetByTitle("Before: Cake at fuor?")).ToBeVisibleAsync();
        await plain.ExpectAsync("PRIVMSG #notes :* Cake at four?");

        await tina.Log.GetByText("Cake at four?").First.HoverAsync();
        await tina.Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await tina.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await tina.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this message?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await tom.SeesAsync("Deleted by tina");
        await Expect(tom.Log).Not.ToContainTextAsync("Cake at four?");
    }

    [Fact]
    public async Task The_box_completes_what_is_meant_and_keeps_what_was_not_sent()
    {
        await using Visitor toni = await Visitor.JoinAsync(browser, "box", "toni");
        await using Visitor tom = await Visitor.JoinAsync(browser, "box", "tommy");
        await toni.SeesAsync("tommy joined");

        await toni.Entry.PressSequentiallyAsync("hello @to");
        await Expect(toni.Page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["tommy"]);
        await toni.Entry.PressAsync("Enter");
        await Expect(toni.Entry).ToHaveValueAsync("hello @tommy ");
        await toni.Entry.PressSequentiallyAsync(":birth");
        await toni.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = ":birthday:" }).ClickAsync();
        await Expect(toni.Entry).ToHaveValueAsync("hello @tommy 🎂 ");
        await toni.Entry.PressAsync("Shift+Enter");
        await toni.Entry.PressSequentiallyAsync("second line");
        await toni.Entry.PressAsync("Enter");
        await Expect(tom.Log.GetByText("second line")).ToContainTextAsync("hello @tommy 🎂");
        await Expect(tom.Log.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);

        await toni.Entry.PressSequentiallyAsync("/to");
        await Expect(toni.Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["/topic"]);
        await toni.Entry.PressAsync("Escape");
        await Expect(toni.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await toni.Entry.FillAsync("not sent yet");
        await toni.Page.ReloadAsync();
        await Expect(toni.Entry).ToHaveValueAsync("not sent yet");
    }
}
