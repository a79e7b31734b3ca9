using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>What a person meets before the program is there, when they come back, and without a network.</summary>
public sealed class EnteringTests(Browser browser)
{
    [Fact]
    public async Task The_prompt_is_there_before_the_program_and_Enter_counts()
    {
        TaskCompletionSource script = new(), program = new();
        await using Visitor olaf = await Visitor.OpenAsync(browser, "early", prepare: async page =>
        {
            await HoldAsync(page, "**/enter.js", script.Task);
            await HoldAsync(page, "**/_framework/**", program.Task);
        });
        await olaf.GiveNameAsync("ola");
        script.SetResult();
        await Expect(olaf.Page.GetByRole(AriaRole.Button)).ToHaveTextAsync("Joining…");

        await Expect(olaf.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Join #early");
        await Expect(olaf.Page.GetByLabel("Your name")).ToBeFocusedAsync();
        await olaf.Page.Keyboard.TypeAsync("f");
        await Expect(olaf.Page.GetByRole(AriaRole.Button)).ToHaveTextAsync("Join");
        await olaf.Page.Keyboard.PressAsync("Enter");
        await Expect(olaf.Page.GetByRole(AriaRole.Button)).ToHaveTextAsync("Joining…");

        program.SetResult();

        await olaf.SeesAsync("olaf joined");
        await Expect(olaf.Entry).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_was_set_is_there_before_anything_is_painted()
    {
        await using Visitor paul = await Visitor.JoinAsync(browser, "looks", "paul");
        await paul.Page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await paul.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await paul.Page.GetByRole(AriaRole.Radio, new() { Name = "Violet" }).CheckAsync();
        await paul.Page.GetByRole(AriaRole.Radio, new() { Name = "Largest" }).CheckAsync();
        string color = await paul.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await paul.Page.GetByLabel("Clock").SelectOptionAsync("12");
        await paul.Page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await Expect(paul.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\d:\d\d [ap]m", System.Text.RegularExpressions.RegexOptions.IgnoreCase));

        await paul.Page.GetByLabel("Language").SelectOptionAsync("ar");

        await Expect(paul.Page.GetByRole(AriaRole.Button, new() { Name = "الإعدادات" })).ToBeVisibleAsync();
        // The page stands before it is connected, and the name is kept once it is.
        await Expect(paul.Page.GetByText("متصل", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("ar rtl dark violet largest", await paul.Page.EvaluateAsync<string>("(html => [html.lang, html.dir, html.dataset.theme, html.dataset.accent, html.dataset.size].join(' '))(document.documentElement)"));
        Assert.Equal(color, await paul.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        // Without the program: by the script in the head alone.
        await paul.Page.RouteAsync("**/_framework/**", static _ => { });
        await paul.Page.EvaluateAsync("() => localStorage.removeItem('parley.name')");
        await paul.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Expect(paul.Page.GetByLabel("اسمك")).ToBeVisibleAsync();
        Assert.Equal("dark", await paul.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Without_a_network_the_app_is_there_and_what_is_said_goes_out_later()
    {
        await using Visitor quentin = await Visitor.OpenAsync(browser, "train", keepsApp: true);
        await quentin.EnterAsync("quentin");
        await quentin.SayAsync("Before the tunnel");
        await quentin.SeesAsync("Before the tunnel");
        await quentin.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");

        await quentin.Page.Context.SetOfflineAsync(true);
        await quentin.Page.ReloadAsync();
        await Expect(quentin.Entry).ToBeVisibleAsync();
        await Expect(quentin.Page.GetByLabel("Your name", new() { Exact = true })).ToBeHiddenAsync();
        await quentin.SayAsync("In the tunnel");
        await quentin.SeesAsync("In the tunnel");

        await quentin.Page.Context.SetOfflineAsync(false);
        await Expect(quentin.Log.GetByText("Sent", new() { Exact = true })).ToHaveCountAsync(1);
        quentin.Forgive("ERR_INTERNET_DISCONNECTED");
        quentin.Forgive("WebSocket connection");
    }

    [Fact]
    public async Task The_page_may_run_and_load_nothing_but_its_own()
    {
        using var http = new HttpClient { BaseAddress = browser.Address };
        foreach (string path in (string[])["", "index.html", "any/other/address"])
        {
            using HttpResponseMessage page = await http.GetAsync(path, TestContext.Current.CancellationToken);
            string policy = page.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src", policy, StringComparison.Ordinal);
            Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        }
        string html = await http.GetStringAsync("", TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html);
        using HttpResponseMessage manifest = await http.GetAsync("manifest.webmanifest", TestContext.Current.CancellationToken);
        Assert.Equal("application/manifest+json", manifest.Content.Headers.ContentType?.MediaType);
    }

    private static async Task HoldAsync(IPage page, string address, Task until) => await page.RouteAsync(address, async route =>
    {
        await until;
        await route.ContinueAsync();
    });
}
