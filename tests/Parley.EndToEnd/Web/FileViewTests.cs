using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

/// <summary>Files are looked at and listened to where they were sent.</summary>
public sealed class FileViewTests(Browser browser)
{
    [Fact]
    public async Task Images_have_their_place_before_they_come_and_are_looked_at_one_after_another()
    {
        byte[] picture = await browser.PictureAsync();
        await using Visitor ada = await Visitor.JoinAsync(browser, "looking", "ada-l");
        await using Visitor bob = await Visitor.JoinAsync(browser, "looking", "bob-l");
        var shown = new TaskCompletionSource();
        await bob.Page.RouteAsync("**/files/**", async route =>
        {
            if (route.Request.Method == "GET")
                await shown.Task;
            await route.ContinueAsync();
        });
        await ada.SendFileAsync("first.png", "image/png", picture);
        await ada.SeesAsync("first.png");
        await ada.SendFileAsync("second.png", "image/png", picture);
        ILocator image = bob.Log.GetByRole(AriaRole.Img, new() { Name = "Image second.png from ada-l" });
        await Expect(image).ToBeAttachedAsync();
        await Expect(bob.Log).ToContainTextAsync("PNG · ");
        int before = await bob.Log.EvaluateAsync<int>("log => log.scrollHeight");
        shown.SetResult();
        await Expect(image).ToHaveJSPropertyAsync("naturalWidth", Picture.Width);
        Assert.Equal(before, await bob.Log.EvaluateAsync<int>("log => log.scrollHeight"));

        await image.ClickAsync();
        ILocator viewer = bob.Page.GetByRole(AriaRole.Dialog, new() { Name = "Image" });
        await Expect(viewer).ToContainTextAsync("2 of 2");
        await bob.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(viewer).ToContainTextAsync("first.png");
        await Expect(viewer).ToContainTextAsync("1 of 2");
        await Expect(viewer.GetByRole(AriaRole.Button, new() { Name = "Previous image" })).ToHaveCountAsync(0);
        ILocator large = viewer.GetByRole(AriaRole.Img);
        double width = (await large.BoundingBoxAsync())!.Width;
        await bob.Page.Keyboard.PressAsync("+");
        Assert.Equal(width * 1.5, (await large.BoundingBoxAsync())!.Width, 1);
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Next image" }).ClickAsync();
        await Expect(viewer).ToContainTextAsync("second.png");
        await Expect(viewer.GetByRole(AriaRole.Link, new() { Name = "Save second.png" })).ToBeVisibleAsync();
        await bob.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Sounds_play_texts_show_their_beginning_and_nothing_of_a_file_runs()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "playing", "ada-p");

        await ada.SendFilesAsync(
            new() { Name = "bird.wav", MimeType = "audio/wav", Buffer = Silence() },
            new() { Name = "notes.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 400).Select(number => $"Row {number} — ä"))) },
            new() { Name = "page.html", MimeType = "text/html", Buffer = "<h1>Not a heading</h1><script>document.title = 'broken'; parent.document.title = 'broken'</script>"u8.ToArray() });

        ILocator sound = ada.Log.GetByLabel("Sound bird.wav from ada-p");
        await Expect(sound).ToHaveJSPropertyAsync("readyState", 4);
        await sound.EvaluateAsync("sound => sound.play()");
        await ada.SeesAsync("Row 3 — ä");
        await Expect(ada.Log).Not.ToContainTextAsync("Row 400");
        await ada.Log.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await ada.SeesAsync("Row 400");
        await ada.SeesAsync("<h1>Not a heading</h1>");
        await ada.SeesAsync("HTML · ");
        Assert.Equal(0, await ada.Log.Locator("h1, script, iframe").CountAsync());
        Assert.DoesNotContain("broken", await ada.Page.TitleAsync());

        IPage opened = await ada.Page.Context.NewPageAsync();
        string? address = await ada.Log.GetByRole(AriaRole.Link, new() { Name = "Save page.html" }).GetAttributeAsync("href");
        IDownload saved = await opened.RunAndWaitForDownloadAsync(() => opened.EvaluateAsync("address => { location = address; }", address));
        Assert.Equal("page.html", saved.SuggestedFilename);
    }

    // A quarter of a second of nothing, as WAV: 8,000 samples a second of one byte.
    private static byte[] Silence()
    {
        const int Samples = 2000;
        var wav = new MemoryStream();
        using var writer = new BinaryWriter(wav);
        writer.Write("RIFF"u8);
        writer.Write(36 + Samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(8000);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(Samples);
        writer.Write(Enumerable.Repeat((byte)128, Samples).ToArray());
        return wav.ToArray();
    }
}
