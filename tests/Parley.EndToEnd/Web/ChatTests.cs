using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

public sealed class ChatTests(Browser browser)
{
    [Fact]
    public async Task Two_people_talk()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "talk", "ada");
        await using Visitor bob = await Visitor.JoinAsync(browser, "talk", "bob");
        await ada.SeesAsync("bob joined");
        await Expect(ada.Members.GetByRole(AriaRole.Button, new() { Name = "bob" })).ToBeVisibleAsync();
        await Expect(bob.Members.GetByRole(AriaRole.Button, new() { Name = "ada" })).ToBeVisibleAsync();

        await ada.SayAsync("Good morning, bob");
        await bob.SeesAsync("Good morning, bob");
        await Expect(ada.Log.GetByText("Sent")).ToHaveCountAsync(1);

        await bob.Entry.FillAsync("Good morning! Line one\nand line two");
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await ada.SeesAsync("and line two");
        await Expect(bob.Entry).ToHaveValueAsync("");

        await bob.Page.CloseAsync();
        await ada.SeesAsync("bob went offline");
        await Expect(ada.Members.GetByRole(AriaRole.Button, new() { Name = "bob" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_explained_and_another_one_goes_in()
    {
        await using RawIrc first = await RawIrc.EnterAsync(browser.Server, "carol");
        await using Visitor second = await Visitor.OpenAsync(browser, "names");
        await second.GiveNameAsync("Carol");
        await Expect(second.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Carol" })).ToContainTextAsync("in use");
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "Carol2" })).ToBeVisibleAsync();

        await second.GiveNameAsync("Carol Smith");
        await Expect(second.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "no spaces" })).ToBeVisibleAsync();

        await second.GiveNameAsync("Carol");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Carol_" }).ClickAsync();
        await second.SeesAsync("Carol_ joined");
        // Who was here before is in again.
        await second.Page.ReloadAsync();
        await Expect(second.Entry).ToBeVisibleAsync();
        await Expect(second.Page.GetByLabel("Your name", new() { Exact = true })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_is_said_is_text_and_never_markup_and_commands_do_what_they_say()
    {
        await using Visitor erin = await Visitor.JoinAsync(browser, "commands", "erin");
        const string Attack = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script> javascript:alert(1)";
        await erin.SayAsync(Attack);
        await erin.SayAsync("See https://parley.example/a_(b), please");

        await erin.SeesAsync(Attack);
        await Expect(erin.Log.Locator("img, script")).ToHaveCountAsync(0);
        ILocator link = erin.Log.GetByRole(AriaRole.Link);
        await Expect(link).ToHaveTextAsync("https://parley.example/a_(b)");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(link).ToHaveAttributeAsync("target", "_blank");
        Assert.DoesNotContain("broken", await erin.Page.TitleAsync());

        await erin.SayAsync("/frobnicate all");
        await Expect(erin.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "/frobnicate" })).ToBeVisibleAsync();
        await Expect(erin.Entry).ToHaveValueAsync("/frobnicate all");

        await erin.SayAsync("/me waves");
        await erin.SeesAsync("erin waves");
        await erin.SayAsync("/topic What grows in June");
        await Expect(erin.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("What grows in June");
        await erin.SayAsync("/nick erin_the_second");
        await erin.SeesAsync("erin is now erin_the_second");
        await erin.SayAsync("/who");
        await Expect(erin.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("erin_the_second");
        await erin.Page.Keyboard.PressAsync("Escape");

        await erin.SayAsync("/join cellar");
        await Expect(erin.Page.GetByRole(AriaRole.Heading, new() { Name = "#cellar" })).ToBeVisibleAsync();
        Assert.EndsWith("/#cellar", erin.Page.Url);
        await erin.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message #cellar" }).FillAsync("/part");
        await erin.Page.Keyboard.PressAsync("Enter");
        await Expect(erin.Entry).ToBeVisibleAsync();
        Assert.EndsWith("/#commands", erin.Page.Url);
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_made_again()
    {
        var open = new List<IWebSocketRoute>();
        await using Visitor frank = await Visitor.OpenAsync(browser, "lost", prepare: page => page.RouteWebSocketAsync("**/socket", socket =>
        {
            open.Add(socket);
            socket.ConnectToServer();
        }));
        await frank.EnterAsync("frank");

        await open[0].CloseAsync(new() { Code = 1011, Reason = "A wire was cut" });
        await Expect(frank.Page.GetByText(new Regex("^(Offline since|Reconnecting)"))).ToBeVisibleAsync();
        await frank.SayAsync("Said while away");
        await Expect(frank.Page.GetByText("Connected", new() { Exact = true })).ToBeVisibleAsync();

        await Expect(frank.Log.GetByText("Sent", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(frank.Page.GetByRole(AriaRole.Complementary)).ToContainTextAsync(["Parley", "frank"]);
        Assert.Equal(2, open.Count);
    }
}
