using System.Globalization;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>The list of messages: its reader's place, its ends, and the ways to a message.</summary>
[Collection(nameof(Browser))]
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
