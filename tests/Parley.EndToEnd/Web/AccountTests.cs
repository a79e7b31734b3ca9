using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>A guest claims a name; others and other browsers meet it.</summary>
public sealed class AccountTests(Browser browser)
{
    private const string Password = "correct-horse";

    [Fact]
    public async Task A_guest_claims_the_name_comes_back_without_typing_and_logs_out()
    {
        await using Visitor verena = await Visitor.JoinAsync(browser, "claims", "verena");
        await ClaimAsync(verena, "verena");
        await Expect(verena.Page.GetByRole(AriaRole.List, new() { Name = "Devices" })).ToContainTextAsync("This browser");
        Assert.DoesNotContain(Password, await verena.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);

        await verena.Page.ReloadAsync();

        await Expect(verena.Entry).ToBeVisibleAsync();
        await Expect(Me(verena, "verena")).ToContainTextAsync("Logged in");
        await Me(verena, "verena").ClickAsync();
        await verena.Page.GetByRole(AriaRole.Button, new() { Name = "Log out here" }).ClickAsync();
        await Expect(verena.Page.GetByLabel("Your name")).ToBeVisibleAsync();
        Assert.Null(await verena.Page.EvaluateAsync<string?>("localStorage.getItem('parley.login')"));
    }

    [Fact]
    public async Task Who_meets_a_claimed_name_logs_in_or_takes_another_and_a_revoked_browser_is_asked_again()
    {
        await using Visitor walt = await Visitor.JoinAsync(browser, "claims", "walt");
        await ClaimAsync(walt, "walt");
        await using Visitor other = await Visitor.OpenAsync(browser, "claims", 360, 740);
        await other.GiveNameAsync("walt");
        await Expect(other.Page.GetByRole(AriaRole.Heading)).ToContainTextAsync("walt is taken");
        await other.Page.GetByLabel("Password").FillAsync("wrong-horse");
        await other.Page.Keyboard.PressAsync("Enter");
        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The name or the password is wrong.");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Use another name" }).ClickAsync();
        await other.EnterAsync("xena");

        await using Visitor phone = await Visitor.OpenAsync(browser, "claims");
        await phone.GiveNameAsync("walt");
        await phone.Page.GetByLabel("Password").FillAsync(Password);
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(phone.Entry).ToBeVisibleAsync();
        await Expect(Me(phone, "walt")).ToContainTextAsync("Logged in");

        await walt.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Me(walt, "walt").ClickAsync();
        await walt.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Revoke ") }).ClickAsync();

        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This device was logged out. Log in again.");
        await Expect(walt.Page.GetByRole(AriaRole.List, new() { Name = "Devices" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
    }

    private static async Task ClaimAsync(Visitor visitor, string name)
    {
        await Expect(Me(visitor, name)).ToContainTextAsync("Guest");
        await Me(visitor, name).ClickAsync();
        ILocator dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Use a password instead" }).ClickAsync();
        await dialog.GetByLabel("New password").FillAsync("short");
        await dialog.GetByLabel("The same again").FillAsync("shor");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Claim this name" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The two are not the same.");
        await dialog.GetByLabel("The same again").FillAsync("short");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Claim this name" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The password is too short, or is the name.");
        await dialog.GetByLabel("New password").FillAsync(Password);
        await dialog.GetByLabel("The same again").FillAsync(Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(Me(visitor, name)).ToContainTextAsync("Logged in");
        await Expect(dialog).ToContainTextAsync("Log out here");
    }

    private static ILocator Me(Visitor visitor, string name) => visitor.Page.Locator("button.me").Filter(new() { HasText = name });
}
