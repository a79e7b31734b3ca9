using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>Being together: rooms, people, who keeps order, and doors.</summary>
public sealed class TogetherTests(Browser browser)
{
    [Fact]
    public async Task A_room_is_created_described_and_kept_in_order_and_what_was_done_is_undone()
    {
        await using Visitor odile = await Visitor.JoinAsync(browser, "square", "odile");
        await using Visitor pete = await Visitor.JoinAsync(browser, "square", "pete", 390);
        await CreateAsync(odile, "orchard", "Apples and pears");
        await PageOf(odile, "#orchard");
        await odile.Dialog.GetByLabel("Rules").FillAsync("Share what you pick");
        await Press(odile.Dialog, "Save");
        await Switch(odile.Dialog, "Only those with a rank speak").CheckAsync();
        await Close(odile);
        await Expect(odile.Log).ToContainTextAsync("lets only those with a rank speak");

        // The other finds it in the list of rooms, on a phone.
        await Press(pete.Page, "Rooms");
        await Press(pete.Page, "Add rooms and sort");
        await pete.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Browse rooms" }).ClickAsync();
        await pete.Dialog.GetByLabel("Name or topic").FillAsync("pears");
        await pete.Dialog.GetByRole(AriaRole.Button, new() { Name = "#orchard" }).ClickAsync();
        await Expect(pete.Page.GetByRole(AriaRole.Heading, new() { Name = "#orchard" })).ToBeVisibleAsync();
        await PageOf(pete, "#orchard");
        await Expect(pete.Dialog).ToContainTextAsync("Share what you pick");
        await Expect(Switch(pete.Dialog, "Only those with a rank speak")).ToBeCheckedAsync();
        await Expect(Switch(pete.Dialog, "Only those with a rank speak")).ToBeDisabledAsync();
        await Close(pete);

        // Who he is, and what is done about him.
        await Press(odile.Members, "pete");
        await Expect(odile.Dialog).ToContainTextAsync("Guest");
        await Expect(odile.Dialog).ToContainTextAsync("Here since");
        await Expect(odile.Dialog).ToContainTextAsync("#square");
        await odile.Dialog.GetByLabel("Rank of").SelectOptionAsync("May always speak");
        await Expect(odile.Log).ToContainTextAsync("pete\u2069 always speak");
        await Press(odile.Dialog, "Ban");
        await odile.Dialog.GetByLabel("The name").CheckAsync();
        await odile.Dialog.GetByLabel("For how long").SelectOptionAsync("1 day");
        await odile.Dialog.GetByLabel("Reason").FillAsync("Took all the pears");
        await Press(odile.Dialog, "Ban");
        await Expect(pete.Log).ToContainTextAsync("Took all the pears");
        await Press(pete.Page, "Join again");
        await Expect(pete.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("banned from");
        await Expect(pete.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Reason: \u2068Took all the pears");

        await PageOf(odile, "#orchard");
        await odile.Dialog.GetByLabel("Kept out").CheckAsync();
        await Expect(odile.Dialog).ToContainTextAsync("The name \u2068pete");
        await Expect(odile.Dialog).ToContainTextAsync("by \u2068odile");
        await Close(odile);
        await Press(odile.Page.Locator(".toasts"), "Undo");
        // Before the closed door an invitation is the way in.
        await Expect(odile.Members.GetByRole(AriaRole.Button, new() { Name = "pete" })).ToBeVisibleAsync();
        await Expect(pete.Page.GetByRole(AriaRole.Heading, new() { Name = "#orchard" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_knocks_is_let_in_who_has_the_password_comes_in_and_rooms_are_switched_by_keys()
    {
        await using Visitor quinn = await Visitor.JoinAsync(browser, "yard", "quinn");
        await using Visitor rosa = await Visitor.JoinAsync(browser, "yard", "rosa");
        await CreateAsync(quinn, "cave", "", invited: true);
        await rosa.SayAsync("/join #cave");
        await Expect(rosa.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only those invited");
        await rosa.Page.GetByLabel("A word to those who run it").FillAsync("It is me");
        await Press(rosa.Page, "Ask to be let in");
        await Expect(quinn.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("It is me");
        await Press(quinn.Page, "Let in");
        await Expect(rosa.Page.GetByRole(AriaRole.Heading, new() { Name = "#cave" })).ToBeVisibleAsync();

        // A link opens the same door, and none when it was revoked.
        await Press(quinn.Members, "Invite people");
        await Press(quinn.Dialog, "Make a link");
        string link = await quinn.Dialog.GetByLabel("Link", new() { Exact = true }).InputValueAsync();
        Assert.Contains("/#cave?invite=", link, StringComparison.Ordinal);
        await Expect(quinn.Dialog.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await rosa.Rooms.GetByRole(AriaRole.Button, new() { Name = "More about \u2068#cave" }).ClickAsync();
        await rosa.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Leave" }).ClickAsync();
        await Expect(rosa.Rooms).Not.ToContainTextAsync("#cave");
        await rosa.Page.EvaluateAsync("link => location.href = link", link);
        await Expect(rosa.Page.GetByRole(AriaRole.Heading, new() { Name = "#cave" })).ToBeVisibleAsync();
        await quinn.Dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(quinn.Dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" })).ToHaveCountAsync(0);
        await Close(quinn);

        await CreateAsync(quinn, "vault", "");
        await PageOf(quinn, "#vault");
        await quinn.Dialog.GetByLabel("Password of the room").FillAsync("sesame");
        await Press(quinn.Dialog, "Save");
        await Close(quinn);
        await Expect(quinn.Log).ToContainTextAsync("set a password");
        await Type(rosa, "#cave", "/join #vault");
        await Expect(rosa.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wants a password");
        await rosa.Page.GetByLabel("Password of the room").FillAsync("sesame");
        await rosa.Page.Keyboard.PressAsync("Enter");
        await Expect(rosa.Page.GetByRole(AriaRole.Heading, new() { Name = "#vault" })).ToBeVisibleAsync();

        // Unread and quiet rooms, a menu by keys, and the switcher.
        await quinn.Page.Keyboard.PressAsync("Control+k");
        await quinn.Page.Keyboard.TypeAsync("yrd");
        await quinn.Page.Keyboard.PressAsync("Enter");
        await quinn.SayAsync("rosa, are you there?");
        ILocator yard = rosa.Rooms.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "#yard" });
        await Expect(yard).ToContainTextAsync("1 for you");
        await yard.GetByRole(AriaRole.Button, new() { Name = "More about" }).ClickAsync();
        await Expect(rosa.Page.GetByRole(AriaRole.Menuitem, new() { Name = "About this room" })).ToBeFocusedAsync();
        await rosa.Page.Keyboard.PressAsync("End");
        await Expect(rosa.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Leave" })).ToBeFocusedAsync();
        await rosa.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Mark as read" }).ClickAsync();
        await Expect(yard).Not.ToContainTextAsync("for you");
        await yard.ClickAsync(new() { Button = MouseButton.Right, Position = new() { X = 40, Y = 10 } });
        await rosa.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Pin to the top" }).ClickAsync();
        await Expect(rosa.Rooms.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Pinned");
        await yard.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(rosa.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#yard$"));
        await rosa.Page.ReloadAsync();
        await Expect(rosa.Rooms.GetByRole(AriaRole.Heading, new() { Name = "Pinned" })).ToBeVisibleAsync();
    }

    private static async Task CreateAsync(Visitor visitor, string room, string topic, bool invited = false)
    {
        await Press(visitor.Page, "Add rooms and sort");
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Create a room" }).ClickAsync();
        await visitor.Dialog.GetByLabel("Name").FillAsync(room);
        await visitor.Dialog.GetByLabel("Topic").FillAsync(topic);
        if (invited)
            await visitor.Dialog.GetByLabel("Only those invited").CheckAsync();
        await Press(visitor.Dialog, "Create");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "#" + room })).ToBeVisibleAsync();
    }

    private static async Task PageOf(Visitor visitor, string room)
    {
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = room }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visitor.Dialog).ToBeVisibleAsync();
    }

    private static async Task Type(Visitor visitor, string room, string text)
    {
        ILocator entry = visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message " + room });
        await entry.FillAsync(text);
        await entry.PressAsync("Enter");
    }

    private static ILocator Switch(ILocator dialog, string name) => dialog.GetByRole(AriaRole.Switch, new() { Name = name });

    private static Task Close(Visitor visitor) => visitor.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

    private static Task Press(ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
