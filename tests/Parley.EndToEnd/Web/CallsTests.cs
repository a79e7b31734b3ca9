using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>What calls a person, and whom they will not hear.</summary>
public sealed class CallsTests(Browser browser)
{
    // A browser without windows has no desktop: what would be shown there is written down.
    private const string Desktop = """
        globalThis.shown = [];
        globalThis.Notification = class {
            static permission = 'default';
            static async requestPermission() { return Notification.permission = 'granted'; }
            constructor(title, options) {
                shown.push(this);
                console.info(`shown: ${title}: ${options.body}`);
            }
            close() { this.isClosed = true; }
        };
        """;

    private const string Sight = """
        isHidden => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
            document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    private readonly Judge _judge = new();

    [Fact]
    public async Task One_is_called_and_invited_silences_and_takes_it_back_and_ignores()
    {
        await using Visitor greta = await Visitor.OpenAsync(browser, "calls", prepare: page => page.AddInitScriptAsync(Desktop));
        await greta.EnterAsync("greta");
        await using RawIrc hugo = await RawIrc.EnterAsync(browser.Server, "hugo");
        await hugo.SendAsync("JOIN #calls");
        await greta.SeesAsync("hugo joined");

        await SilenceAsync(greta, hugo);
        await IgnoreAsync(greta, hugo);
        await InviteAsync(greta, hugo);
        await CallAsync(greta, hugo);
        _judge.Sentence();
    }

    private async Task SilenceAsync(Visitor greta, RawIrc hugo)
    {
        await OpenPersonAsync(greta);
        await Press(greta.Dialog, "Mute");
        await Expect(greta.Dialog).ToContainTextAsync("They can still read");
        await _judge.LookAsync(greta.Page, "mute");
        await Press(greta.Dialog, "Mute");
        await Expect(greta.Page.Locator(".toasts").First).ToContainTextAsync("cannot speak in");
        await _judge.LookAsync(greta.Page, "toast");
        await hugo.SendAsync("PRIVMSG #calls :Nobody hears this");
        await hugo.ExpectAsync(" 404 ");
        await Press(greta.Page.Locator(".toasts").First, "Undo");
        await hugo.ExpectAsync("MODE #calls -b");
        await hugo.SendAsync("PRIVMSG #calls :Thank you");
        await greta.SeesAsync("Thank you");
        await Expect(greta.Log).Not.ToContainTextAsync("Nobody hears this");
    }

    private async Task IgnoreAsync(Visitor greta, RawIrc hugo)
    {
        await OpenPersonAsync(greta);
        await Press(greta.Dialog, "Ignore");
        await Expect(greta.Dialog.GetByRole(AriaRole.Button, new() { Name = "Hear again" })).ToBeVisibleAsync();
        await greta.Page.Keyboard.PressAsync("Escape");
        await hugo.SendAsync("PRIVMSG #calls :Do you hear me?");
        await hugo.SettleAsync();
        await using RawIrc ida = await RawIrc.EnterAsync(browser.Server, "ida");
        await ida.SendAsync("JOIN #calls");
        await greta.SeesAsync("ida joined");
        await Expect(greta.Log).Not.ToContainTextAsync("Do you hear me?");
        await OpenPersonAsync(greta);
        await Press(greta.Dialog, "Hear again");
        await greta.Page.Keyboard.PressAsync("Escape");
        await hugo.SendAsync("PRIVMSG #calls :And now?");
        await greta.SeesAsync("And now?");
    }

    private async Task InviteAsync(Visitor greta, RawIrc hugo)
    {
        ILocator bar = greta.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "invites you to" });
        await hugo.SendAsync("JOIN #calls-party", "INVITE greta #calls-party");
        await Expect(bar).ToContainTextAsync("#calls-party");
        await _judge.LookAsync(greta.Page, "invitation");
        await Press(bar, "Dismiss");
        await Expect(bar).ToHaveCountAsync(0);
        await hugo.SendAsync("INVITE greta #calls-party");
        await Press(bar, "Join");
        await Expect(greta.Page.GetByRole(AriaRole.Heading, new() { Name = "#calls-party" })).ToBeVisibleAsync();
        await Expect(bar).ToHaveCountAsync(0);
    }

    // In the room that is not looked at, while the page is not looked at either.
    private static async Task CallAsync(Visitor greta, RawIrc hugo)
    {
        await Press(greta.Page, "Settings");
        await greta.Dialog.GetByRole(AriaRole.Group).First.GetByLabel("Notifications").CheckAsync();
        await greta.Dialog.GetByLabel("On the desktop").CheckAsync();
        await greta.Page.Keyboard.PressAsync("Escape");
        await greta.Page.EvaluateAsync(Sight, true);

        await greta.Page.RunAndWaitForConsoleMessageAsync(
            () => hugo.SendAsync("PRIVMSG #calls :greta, look here"),
            new() { Predicate = message => message.Text == "shown: hugo · #calls: greta, look here", Timeout = 60_000 });

        await greta.Page.EvaluateAsync(Sight, false);
        await greta.Page.EvaluateAsync("() => shown.at(-1).onclick()");
        await Expect(greta.Page.GetByRole(AriaRole.Heading, new() { Name = "#calls", Exact = true })).ToBeVisibleAsync();
        await Expect(greta.Log.GetByText("greta, look here")).ToBeInViewportAsync();
        Assert.True(await greta.Page.EvaluateAsync<bool>("() => shown.every(one => one.isClosed)"));
    }

    private static async Task OpenPersonAsync(Visitor greta)
    {
        await greta.Members.GetByRole(AriaRole.Button, new() { Name = "hugo" }).ClickAsync();
        await Expect(greta.Dialog).ToContainTextAsync("Rooms in common");
    }

    private static Task Press(ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
