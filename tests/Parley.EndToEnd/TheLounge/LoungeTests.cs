using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using Parley.EndToEnd.Web;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.TheLounge;

/// <summary>The Lounge of npm, in a real browser.</summary>
public sealed class LoungeTests(Browser browser)
{
    // A connection that ends sooner after its start it takes for a ban, and stays away.
    private static readonly TimeSpan SoonestReconnect = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_Lounge_connects_joins_shows_the_history_talks_and_is_back_after_the_server_was_restarted()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using LoungeServer lounge = await LoungeServer.StartAsync(server);
        await using TerminalProgram irssi = await IrcClients.IrssiAsync(server, "irma", "#garden");
        await irssi.TypeAsync("said-before-you-came");
        IPage page = await browser.OpenAsync(lounge.Address);
        ILocator entry = page.Locator("#input"), log = page.Locator("#chat .messages");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await Expect(log).ToContainTextAsync("has joined the channel");
        // It asks for the history of rooms that one joins oneself, and not of the one that its form names.
        await SayAsync("/join #garden");
        await page.Locator("#sidebar").GetByText("#garden").ClickAsync();
        await Expect(log).ToContainTextAsync("said-before-you-came");
        await Expect(page.Locator("#chat .userlist")).ToContainTextAsync("irma");

        await SayAsync("hello from the lounge");
        await irssi.ExpectAsync("hello from the lounge");
        await irssi.TypeAsync("Grüße-von-irssi");
        await Expect(log).ToContainTextAsync("Grüße-von-irssi");

        await Task.Delay(SoonestReconnect, TimeProvider.System);
        await server.RestartAsync();
        await using TerminalProgram weechat = await IrcClients.WeeChatAsync(server, "wanda", "#garden");
        await Expect(page.Locator("#chat .userlist")).ToContainTextAsync("wanda");
        await weechat.TypeAsync("welcome-back");
        await Expect(log).ToContainTextAsync("welcome-back");
        await SayAsync("here again");
        await weechat.ExpectAsync("here again");
        await page.Context.CloseAsync();

        async Task SayAsync(string text)
        {
            await entry.FillAsync(text);
            await entry.PressAsync("Enter");
        }
    }
}
