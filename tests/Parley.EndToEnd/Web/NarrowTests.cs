using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>A window of 1,280 pixels that is magnified four times is 320 wide (https://www.w3.org/WAI/WCAG22/Understanding/reflow.html):
/// nothing needs to be scrolled sideways, and axe-core finds nothing wrong.</summary>
public sealed class NarrowTests(Browser browser)
{
    private const int Width = 320, Height = 640;

    private readonly Judge _judge = new();

    [Fact]
    public async Task Doors_messages_and_dialogs_fit_a_window_magnified_four_times()
    {
        await using RawIrc orla = await RawIrc.EnterAsync(browser.Server, "orla", capabilities: "draft/account-registration standard-replies");
        await orla.SendAsync("REGISTER * * correct-horse");
        await orla.ExpectAsync("REGISTER SUCCESS");
        await orla.SendAsync("JOIN #narrow,#narrow-ban,#narrow-full,#narrow-key,#narrow-invited", "MODE #narrow-ban +b nils!*@*", "MODE #narrow-full +l 1", "MODE #narrow-key +k sesame", "MODE #narrow-invited +i");
        await orla.SettleAsync();
        await using Visitor nils = await Visitor.OpenAsync(browser, "narrow", Width, Height);

        await nils.GiveNameAsync("orla");
        await Expect(nils.Page.GetByRole(AriaRole.Heading)).ToContainTextAsync("orla is taken");
        await LookAsync(nils, "password prompt");
        await Press(nils, "Use another name");
        await nils.EnterAsync("nils");
        await TalkAsync(nils, orla);
        await KnockAsync(nils);
        _judge.Sentence();
    }

    private async Task TalkAsync(Visitor nils, RawIrc orla)
    {
        await orla.SendAsync("PRIVMSG #narrow :A place to react to");
        await nils.Log.GetByText("A place to react to").HoverAsync();
        await Press(nils, "React");
        await nils.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search emoji" }).FillAsync("birthday");
        await Expect(nils.Page.GetByRole(AriaRole.Button, new() { Name = "birthday cake" })).ToBeVisibleAsync();
        await LookAsync(nils, "emoji picker");
        await Press(nils, "birthday cake");
        await Expect(nils.Log.GetByRole(AriaRole.Button, new() { Name = "🎂 1: nils" })).ToBeVisibleAsync();
        await LookAsync(nils, "message with a reaction");
        await nils.Log.GetByText("A place to react to").HoverAsync();
        await Press(nils, "More");
        await Expect(nils.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).Or(nils.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy link" })).First).ToBeVisibleAsync();
        await LookAsync(nils, "menu of a message");
        await nils.Page.Keyboard.PressAsync("Escape");
        await nils.Page.GetByRole(AriaRole.Heading, new() { Name = "#narrow" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(nils.Dialog).ToContainTextAsync("Rules");
        await LookAsync(nils, "room page");
        await nils.Page.Keyboard.PressAsync("Escape");
    }

    private async Task KnockAsync(Visitor nils)
    {
        (string Room, string Title)[] doors = [("#narrow-ban", "You are banned from"), ("#narrow-full", "is full"), ("#narrow-key", "wants a password"), ("#narrow-invited", "Only those invited")];
        foreach ((string room, string title) in doors)
        {
            await nils.Page.EvaluateAsync("room => { location.hash = room; }", room);
            await Expect(nils.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(title);
            await LookAsync(nils, room);
        }
    }

    private async Task LookAsync(Visitor nils, string state)
    {
        await _judge.LookAsync(nils.Page, state);
        await _judge.FitAsync(nils.Page, state);
    }

    private static Task Press(Visitor nils, string name) => nils.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
}
