using System.Globalization;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>The list of messages: its reader's place, its ends, and the ways to a message.</summary>
public sealed class LogTests(Browser browser)
{
    [Fact]
    public async Task The_place_on_screen_stays_while_older_and_newer_messages_come_up_to_the_first_one()
    {
        await using RawIrc bob = await FillAsync("scroll", 400);
        await using Visitor ann = await Visitor.JoinAsync(browser, "scroll", "ann");
        await Expect(Line(ann, 400)).ToBeInViewportAsync();
        await Expect(Line(ann, 200)).ToHaveCountAsync(0);

        // Older ones come as the reader goes up; what was in sight stays where it was.
        int oldest = 400;
        while (await ann.Log.GetByText("This is where").CountAsync() == 0)
        {
            oldest = await OldestAsync(ann);
            float before = await TopAsync(ann, oldest);
            await ann.Log.HoverAsync();
            await ann.Page.Mouse.WheelAsync(0, -(await ann.Log.EvaluateAsync<float>("list => list.scrollTop")));
            await Expect(ann.Log.Locator($"article:has-text('number {Number(oldest)}.')")).ToBeInViewportAsync();
            await Expect(ann.Page.Locator($"article:above(:text('number {Number(oldest)}.'))").Or(ann.Log.GetByText("This is where")).First).ToBeAttachedAsync();
            Assert.True(oldest > 1 || before > 0);
        }
        await Expect(Line(ann, 1)).ToBeAttachedAsync();
        Assert.InRange(await ann.Log.Locator("article").CountAsync(), 60, 240);

        await ann.Log.EvaluateAsync("list => list.scrollTop = 900");
        int first = await FirstInSightAsync(ann);
        float place = await TopAsync(ann, first);
        await bob.SendAsync(Enumerable.Range(401, 100).Select(number => $"PRIVMSG #scroll :This is number {Number(number)}."));
        await Expect(ann.Page.GetByRole(AriaRole.Button, new() { Name = "new message" })).ToBeVisibleAsync();
        await bob.SettleAsync();
        Assert.Equal(place, await TopAsync(ann, first), 1.5);

        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "new message" }).ClickAsync();
        await Expect(Line(ann, 500)).ToBeInViewportAsync();
        await bob.SendAsync("PRIVMSG #scroll :And one more");
        await Expect(ann.Log.GetByText("And one more")).ToBeInViewportAsync();
        await ShotAsync(ann, "end");
    }

    [Fact]
    public async Task One_gets_to_a_message_by_its_address_and_back_to_the_newest()
    {
        await using RawIrc bob = await RawIrc.EnterAsync(browser.Server, "jump-bob", capabilities: "echo-message message-tags");
        await bob.SendAsync("JOIN #jump");
        await bob.SendAsync(Enumerable.Range(1, 20).Select(number => $"PRIVMSG #jump :This is number {Number(number)}."));
        string id = (await bob.ExpectAsync("number 0005.")).Split("msgid=")[1].Split([' ', ';'])[0];
        await bob.SendAsync(Enumerable.Range(21, 400).Select(number => $"PRIVMSG #jump :This is number {Number(number)}."));
        await bob.SettleAsync();

        await using Visitor eve = await Visitor.OpenAsync(browser, $"jump/{id}");
        await eve.GiveNameAsync("eve");
        await Expect(Line(eve, 5)).ToBeInViewportAsync();
        await Expect(eve.Log.Locator("article:focus")).ToContainTextAsync("number 0005.");
        await Expect(Line(eve, 420)).ToHaveCountAsync(0);
        await ShotAsync(eve, "jump");

        // By keys from message to message, and with End to the newest.
        await eve.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(eve.Log.Locator("article:focus")).ToContainTextAsync("number 0006.");
        await eve.Page.Keyboard.PressAsync("ArrowUp");
        await eve.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(eve.Log.Locator("article:focus")).ToContainTextAsync("number 0004.");
        await Expect(eve.Page.GetByRole(AriaRole.Button, new() { Name = "To the newest" })).ToBeVisibleAsync();
        await eve.Page.Keyboard.PressAsync("End");
        await Expect(Line(eve, 420)).ToBeInViewportAsync();

        await eve.Page.EvaluateAsync($"location.hash = 'jump/{id}'");
        await Expect(Line(eve, 5)).ToBeInViewportAsync();
        // Down again page by page, through what had gone from here.
        while (await Line(eve, 420).CountAsync() == 0)
        {
            string last = (await eve.Log.Locator("article").Last.TextContentAsync())!;
            await eve.Log.EvaluateAsync("list => list.scrollTop = list.scrollHeight");
            await Expect(eve.Log.Locator("article").Last).Not.ToHaveTextAsync(last);
        }
        await eve.Page.EvaluateAsync("location.hash = 'jump/00000000000000000000000000000000'");
        await Expect(eve.Page.GetByText("That message is not kept any more")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_new_has_a_line_and_is_read_on_all_devices()
    {
        await using RawIrc account = await RawIrc.EnterAsync(browser.Server, "ulla");
        await account.SendAsync("REGISTER * * correct-horse");
        await account.ExpectAsync("REGISTER SUCCESS");
        await account.DisposeAsync();
        await using RawIrc bob = await FillAsync("devices", 30);
        await using Visitor desk = await LogInAsync("devices");
        await Expect(Line(desk, 30)).ToBeInViewportAsync();
        await using Visitor phone = await LogInAsync("elsewhere");
        await Expect(phone.Rooms).ToContainTextAsync("#devices");
        await Expect(phone.Page).ToHaveTitleAsync("#elsewhere · Parley");

        await desk.Page.GotoAsync("about:blank");
        await bob.SendAsync(Enumerable.Range(31, 3).Select(number => $"PRIVMSG #devices :This is number {Number(number)}."));
        await Expect(phone.Page).ToHaveTitleAsync("(3) #elsewhere · Parley");

        // The desk comes back, and shows from where on it is new; what is seen there is read on the phone.
        await desk.Page.GotoAsync(new Uri(browser.Address, "#devices").AbsoluteUri);
        await Expect(Line(desk, 33)).ToBeInViewportAsync();
        await Expect(desk.Log.Locator("article:below(:text('New since you left'))").First).ToContainTextAsync("number 0031.");
        await Expect(phone.Page).ToHaveTitleAsync("#elsewhere · Parley");
        await ShotAsync(desk, "unread");
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message #devices" }).FillAsync("I am here");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Log.GetByText("New since you left")).ToHaveCountAsync(0);

        // What it comes back to is there before the server is.
        await desk.Page.EvaluateAsync("""
            () => new Promise(done => {
              const opening = indexedDB.open("parley", 1);
              opening.onsuccess = () => {
                const look = () => {
                  const reading = opening.result.transaction("ends").objectStore("ends").getAll();
                  reading.onsuccess = () => JSON.stringify(reading.result).includes("I am here") ? (opening.result.close(), done()) : setTimeout(look, 50);
                };
                look();
              };
            })
            """);
        bool isAway = true;
        await desk.Page.RouteWebSocketAsync("**/socket", socket =>
        {
            if (isAway)
                _ = socket.CloseAsync();
            else
                socket.ConnectToServer();
        });
        await desk.Page.ReloadAsync();
        await Expect(Line(desk, 33)).ToBeInViewportAsync();
        await Expect(desk.Log.GetByText("I am here")).ToHaveCountAsync(1);
        await ShotAsync(desk, "kept");
        isAway = false;
        await Expect(desk.Log).ToContainTextAsync("ulla joined");
        await Expect(desk.Log.GetByText("I am here")).ToHaveCountAsync(1);
        await Expect(Line(desk, 33)).ToHaveCountAsync(1);
    }

    private async Task<Visitor> LogInAsync(string room)
    {
        Visitor visitor = await Visitor.OpenAsync(browser, room);
        await visitor.GiveNameAsync("ulla");
        await visitor.Page.GetByLabel("Password").FillAsync("correct-horse");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Entry).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task ShotAsync(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("LOG_SHOTS") is { } folder)
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    private async Task<RawIrc> FillAsync(string room, int count)
    {
        RawIrc bob = await RawIrc.EnterAsync(browser.Server, room + "-bob");
        await bob.SendAsync($"JOIN #{room}");
        await bob.SendAsync(Enumerable.Range(1, count).Select(number => $"PRIVMSG #{room} :This is number {Number(number)}."));
        await bob.SettleAsync();
        return bob;
    }

    private static string Number(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static ILocator Line(Visitor visitor, int number) => visitor.Log.GetByText($"This is number {Number(number)}.");

    private static async Task<float> TopAsync(Visitor visitor, int number) => (await Line(visitor, number).BoundingBoxAsync())!.Y;

    private static Task<int> OldestAsync(Visitor visitor)
        => visitor.Log.EvaluateAsync<int>("list => +/number (\\d+)/.exec(list.querySelector('article').textContent)[1]");

    private static Task<int> FirstInSightAsync(Visitor visitor)
        => visitor.Log.EvaluateAsync<int>("list => +/number (\\d+)/.exec([...list.querySelectorAll('article')].find(one => one.getBoundingClientRect().top > list.getBoundingClientRect().top).textContent)[1]");
}
