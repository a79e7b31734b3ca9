using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

public sealed class FileTests(Browser browser)
{
    [Fact]
    public async Task What_one_sends_the_other_saves_byte_for_byte()
    {
        const string Name = "Plan: “spring & summer” – 100% (ä).pdf";
        byte[] bytes = RandomNumberGenerator.GetBytes(3_141_592);
        await using Visitor ada = await Visitor.JoinAsync(browser, "files", "ada-f");
        await using Visitor bob = await Visitor.JoinAsync(browser, "files", "bob-f");

        await ada.SendFileAsync(Name, "application/pdf", bytes);

        await bob.SeesAsync("3.1 MB · from ada-f");
        IDownload download = await bob.Page.RunAndWaitForDownloadAsync(
            () => bob.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Save ") }).ClickAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Contains("“spring & summer” – 100% (ä).pdf", download.SuggestedFilename);
        await ada.SeesAsync("Sent");
        await Expect(ada.Page.GetByRole(AriaRole.List, new() { Name = "Files being sent" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_that_is_dropped_is_sent_a_cancelled_one_is_not_and_what_did_not_arrive_is_sent_again()
    {
        await using Visitor ada = await Visitor.JoinAsync(browser, "drop", "ada-d");
        IJSHandle dropped = await ada.Page.EvaluateHandleAsync(
            "() => { const data = new DataTransfer(); data.items.add(new File(['seeds'], 'seeds.bin')); return data; }");
        await ada.Page.DispatchEventAsync("body", "dragover", new { dataTransfer = dropped });
        await Expect(ada.Page.GetByText("Drop to send to")).ToBeVisibleAsync();
        await ada.Page.DispatchEventAsync("body", "drop", new { dataTransfer = dropped });

        await ada.SeesAsync("5 bytes · from ada-d");
        await Expect(ada.Page.GetByText("Drop to send to")).ToBeHiddenAsync();

        var arrived = new TaskCompletionSource();
        await ada.Page.RouteAsync("**/uploads", route =>
        {
            // Never answered: the upload runs until it is cancelled.
            arrived.TrySetResult();
            return Task.CompletedTask;
        });
        await ada.SendFileAsync("film.mkv", "video/x-matroska", new byte[1000]);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel film.mkv" }).ClickAsync();

        await Expect(ada.Page.GetByText("film.mkv")).ToHaveCountAsync(0);
        await ada.Page.UnrouteAllAsync();
        await ada.SendFileAsync("notes.txt", "text/plain", new byte[12]);
        await ada.SeesAsync("12 bytes");

        await ada.Page.RouteAsync("**/uploads", route => route.FulfillAsync(new() { Status = 507 }));
        await ada.SendFileAsync("film.mkv", "video/x-matroska", new byte[1000]);
        ILocator row = ada.Page.GetByRole(AriaRole.List, new() { Name = "Files being sent" }).GetByRole(AriaRole.Listitem);
        await Expect(row).ToContainTextAsync("to #drop");
        await Expect(row.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server has no room for more files.");

        await ada.Page.UnrouteAllAsync();
        ada.Forgive("507");
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await ada.SeesAsync("1 kB · from ada-d");
        await Expect(row).ToHaveCountAsync(0);
    }
}
