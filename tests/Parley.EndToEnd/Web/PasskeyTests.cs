using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>A name that is kept with a passkey, in a browser with an authenticator that always says yes.</summary>
public sealed class PasskeyTests(Browser browser)
{
    // https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/#type-VirtualAuthenticatorOptions
    private static readonly Dictionary<string, object> Authenticator = new()
    {
        ["options"] = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        },
    };

    [Fact]
    public async Task A_name_is_kept_with_one_touch_and_comes_back_by_it()
    {
        await using Visitor petra = await Visitor.OpenAsync(browser, "passkeys", prepare: AddAuthenticatorAsync);
        await petra.EnterAsync("petra");
        ILocator me = petra.Page.Locator("button.me");

        await me.ClickAsync();
        await petra.Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it with a passkey" }).ClickAsync();
        await Expect(petra.Dialog.GetByRole(AriaRole.List, new() { Name = "Passkeys" })).ToContainTextAsync("last used");
        await petra.Dialog.GetByRole(AriaRole.Button, new() { Name = "Log out here" }).ClickAsync();
        await petra.GiveNameAsync("petra");
        await Expect(petra.Page.GetByRole(AriaRole.Heading)).ToContainTextAsync("petra is taken");
        await petra.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(me).ToContainTextAsync("Logged in");

        // By the device's token, which is not enough for what follows.
        await petra.Page.ReloadAsync();
        await Expect(me).ToContainTextAsync("Logged in");
        await me.ClickAsync();
        await petra.Dialog.GetByText("Add a password").First.ClickAsync();
        await petra.Dialog.GetByLabel("New password").FillAsync("correct-horse");
        await petra.Dialog.GetByLabel("The same again").FillAsync("correct-horse");
        await petra.Page.Keyboard.PressAsync("Enter");
        await Expect(petra.Dialog).ToContainTextAsync("The account has a password now.");
        await petra.Page.ReloadAsync();
        await Expect(me).ToContainTextAsync("Logged in");
        await me.ClickAsync();
        await petra.Dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Remove ") }).ClickAsync();
        await petra.Dialog.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(petra.Dialog.GetByRole(AriaRole.List, new() { Name = "Passkeys" })).ToHaveCountAsync(0);
        await Expect(petra.Dialog).ToContainTextAsync("A passkey lets you in as the password does");
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", Authenticator);
    }
}
