using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;
using Parley.EndToEnd.Irc;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>
/// Everything that a stranger on the wire can name or say, said with each of the vectors of <c>vectors.txt</c>: the page shows text.
/// The vectors are our own, after the ideas of https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html
/// and https://portswigger.net/web-security/cross-site-scripting/cheat-sheet.
/// </summary>
public sealed class HostileTextTests(Browser browser)
{
    private const string Password = "correct-horse";

    // What ran says so here; what the policy had to stop had become an element already.
    private const string Watch = """
        (() => {
            globalThis.ran = [];
            for (const name of ['alert', 'confirm', 'prompt', 'msgbox']) globalThis[name] = () => ran.push(name);
            document.addEventListener('securitypolicyviolation', e => ran.push('stopped ' + e.violatedDirective + ' ' + e.blockedURI));
        })();
        """;

    // No attribute that holds code, no address but of this server and of the web, no element that the client itself does not draw.
    private const string Strangers = """
        () => [...document.querySelectorAll('*')].filter(e =>
            [...e.attributes].some(a => a.name.startsWith('on') || /^\s*(javascript|vbscript|data|blob):/i.test(a.value) && ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(a.name))
            || ['IFRAME', 'OBJECT', 'EMBED', 'APPLET', 'FRAMESET', 'MARQUEE', 'BASE', 'TEMPLATE', 'MATH', 'ANIMATE', 'USE', 'FOREIGNOBJECT', 'PLAINTEXT'].includes(e.tagName.toUpperCase()) && e.parentElement !== document.head
            || ['IMG', 'SCRIPT', 'VIDEO', 'AUDIO', 'SOURCE'].includes(e.tagName) && e.src && new URL(e.src).origin !== location.origin
            || e.tagName === 'A' && e.href && !/^https?:$/.test(e.protocol)
        ).map(e => e.outerHTML.slice(0, 200))
        """;

    private static readonly string[] Vectors = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Parley.EndToEnd", "Web", "vectors.txt"));

    private readonly List<string> _foreign = [];

    [Fact]
    public async Task Nothing_that_anybody_says_or_is_called_becomes_markup()
    {
        Assert.True(Vectors.Distinct().Count() >= 100);
        await using RunningServer server = await RunningServer.StartAsync(("PARLEY__Uploads__Anonymous", "true"));
        await using RawIrc own = await RawIrc.EnterAsync(server, "vic", capabilities: "draft/account-registration standard-replies");
        await own.SendAsync($"REGISTER * * {Password}");
        await own.ExpectAsync("REGISTER SUCCESS");
        await using Visitor vic = await Visitor.OpenAsync(browser, "xss", 1600, 3000, server, prepare: page => WatchAsync(page, server));
        await LogInAsync(vic);
        await using RawIrc stranger = await RawIrc.EnterAsync(server, "stranger");
        await stranger.SendAsync("JOIN #xss");

        await SayAsync(vic, stranger);
        await SendFilesAsync(vic, stranger, server);
        await CrowdAsync(vic, server);
        await stranger.SendAsync(Vectors.Take(20).Select(RoomName).SelectMany(room => (string[])["JOIN " + room, "INVITE vic " + room]));
        await NameRoomsAsync(vic, own);

        Assert.Empty(_foreign);
    }

    private async Task WatchAsync(IPage page, RunningServer server)
    {
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Web.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _foreign.Add(request.Url);
        };
        page.Dialog += (_, dialog) => _foreign.Add("dialog: " + dialog.Message);
        await page.AddInitScriptAsync(Watch);
    }

    private static async Task LogInAsync(Visitor vic)
    {
        await vic.GiveNameAsync("vic");
        await vic.Page.GetByLabel("Password").FillAsync(Password);
        await vic.Page.Keyboard.PressAsync("Enter");
        await Expect(vic.Entry).ToBeVisibleAsync();
    }

    // As message, action, notice and topic, and as the name of who says it; a few at a time, so that all are drawn.
    private static async Task SayAsync(Visitor vic, RawIrc stranger)
    {
        int round = 0;
        foreach (string[] some in Vectors.Chunk(12))
        {
            string end = "end of round " + ++round;
            foreach (string vector in some)
                await stranger.SendAsync("PRIVMSG #xss :" + vector, $"PRIVMSG #xss :\u0001ACTION {vector}\u0001", "NOTICE #xss :" + vector, "TOPIC #xss :" + vector, "NICK " + Nickname(vector));
            await stranger.SendAsync("PRIVMSG #xss :" + end);
            await Expect(vic.Log.GetByText(end, new() { Exact = true })).ToBeVisibleAsync();
            await ShowsTextAsync(vic);
            string shown = Bare(await vic.Log.InnerTextAsync());
            // What is also a way to write has its signs taken out; that it is no markup either was looked at above.
            foreach (string vector in some.Where(vector => vector[0] is '<' or '"' or '\'' or '&' or '%' or '$' or '{'))
                Assert.Contains(Bare(vector), shown, StringComparison.Ordinal);
        }
    }

    private static async Task SendFilesAsync(Visitor vic, RawIrc stranger, RunningServer server)
    {
        await stranger.SendAsync("NICK stranger");
        using var http = new HttpClient { BaseAddress = server.Web };
        foreach (string[] some in Vectors.Chunk(31))
        {
            foreach (string vector in some)
                await stranger.SendAsync("PRIVMSG #xss :" + await UploadAsync(http, vector));
            await stranger.SendAsync("PRIVMSG #xss :end of files " + some[0].Length);
            await Expect(vic.Log.GetByText("end of files " + some[0].Length).Last).ToBeVisibleAsync();
            await ShowsTextAsync(vic);
        }
    }

    // As real name, reason of absence, what is said of oneself, and reason of leaving.
    private static async Task CrowdAsync(Visitor vic, RunningServer server)
    {
        var crowd = new List<RawIrc>();
        foreach (string vector in Vectors)
        {
            RawIrc one = await RawIrc.EnterAsync(server, "n" + crowd.Count.ToString(CultureInfo.InvariantCulture), vector, "draft/metadata-2");
            await one.SendAsync("NICK " + Nickname(vector), "AWAY :" + vector, "JOIN #xss");
            await one.SendAsync(((string[])["display-name", "avatar", "status", "homepage", "pronouns"]).Select(key => $"METADATA * SET {key} :{vector}"));
            await one.SettleAsync();
            crowd.Add(one);
        }
        await ShowsTextAsync(vic);
        await vic.SayAsync("/who");
        await Expect(vic.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ShowsTextAsync(vic);
        await vic.Page.Keyboard.PressAsync("Escape");
        for (int i = 0; i < 3; i++)
        {
            await vic.Members.GetByRole(AriaRole.Button).Filter(new() { HasText = "alert(1)" }).Nth(i).ClickAsync();
            await Expect(vic.Dialog).ToContainTextAsync("Rooms in common");
            await ShowsTextAsync(vic);
            await vic.Page.Keyboard.PressAsync("Escape");
        }

        foreach ((RawIrc one, string vector) in crowd.Zip(Vectors))
            await one.SendAsync("PART #xss :" + vector, "QUIT :" + vector);
        await Expect(vic.Page.GetByRole(AriaRole.Complementary).Last).Not.ToContainTextAsync("alert(1)");
        await ShowsTextAsync(vic);
        foreach (RawIrc one in crowd)
            await one.DisposeAsync();
    }

    // The same person joins them by another connection, and the page follows.
    private static async Task NameRoomsAsync(Visitor vic, RawIrc own)
    {
        foreach (string room in Vectors.Select(RoomName).Distinct())
            await own.SendAsync("JOIN " + room);
        await own.SendAsync("JOIN #last-of-them");
        ILocator rooms = vic.Page.GetByRole(AriaRole.Navigation);
        await Expect(rooms).ToContainTextAsync("#last-of-them");
        await ShowsTextAsync(vic);
        await rooms.GetByRole(AriaRole.Button, new() { Name = RoomName("<svg onload=alert(1)>"), Exact = true }).First.ClickAsync();
        await Expect(vic.Page.GetByRole(AriaRole.Heading, new() { Name = RoomName("<svg onload=alert(1)>") })).ToBeVisibleAsync();
        await ShowsTextAsync(vic);
        await vic.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(vic.Dialog).ToContainTextAsync("Rules");
        await ShowsTextAsync(vic);
        await vic.Page.Keyboard.PressAsync("Escape");
        await vic.Page.GetByRole(AriaRole.Button, new() { Name = "Add rooms and sort" }).ClickAsync();
        await vic.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Browse rooms" }).ClickAsync();
        await Expect(vic.Dialog).ToContainTextAsync("alert(1)");
        await ShowsTextAsync(vic);
    }

    private static async Task ShowsTextAsync(Visitor vic)
    {
        Assert.Empty(await vic.Page.EvaluateAsync<string[]>(Strangers));
        Assert.Empty(await vic.Page.EvaluateAsync<string[]>("() => globalThis.ran"));
    }

    private static async Task<string> UploadAsync(HttpClient http, string name)
    {
        using var body = new ByteArrayContent("<script>alert(1)</script>"u8.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename*=UTF-8''" + Uri.EscapeDataString(name));
        using HttpResponseMessage answer = await http.PostAsync(new Uri("uploads", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return new Uri(http.BaseAddress!, answer.Headers.Location!).AbsoluteUri;
    }

    private static string Nickname(string vector)
    {
        string name = string.Concat(vector.TrimStart('#', '&', '$', ':', '~', '+', '%', '@', '-', ' ').Where(static c => !" ,*?!@./".Contains(c, StringComparison.Ordinal) && !char.IsControl(c)));
        return name.Length > 28 ? name[..28] : name;
    }

    private static string RoomName(string vector)
    {
        string name = '#' + string.Concat(vector.Where(static c => c is not (' ' or ',') && !char.IsControl(c)));
        return name.Length > 60 ? name[..60] : name;
    }

    private static string Bare(string text)
    {
        var bare = new StringBuilder();
        foreach (char c in text)
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && !"*_`~|\\>#-".Contains(c, StringComparison.Ordinal))
                bare.Append(c);
        return bare.ToString();
    }
}
