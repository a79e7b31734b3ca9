using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Irc;
using Parley.EndToEnd.Web;

namespace Parley.EndToEnd;

/// <summary>The main job, with the real programs: irssi, WeeChat, <c>parley chat</c> and a browser in one room.</summary>
public sealed partial class EverybodyTests(Browser browser)
{
    [Fact]
    public async Task All_see_each_others_names_and_messages_and_a_file_lands_on_disk_and_opens_from_its_link()
    {
        RunningServer server = browser.Server;
        await using TerminalProgram irssi = await IrcClients.IrssiAsync(server, "irma", "#lobby");
        await using TerminalProgram weechat = await IrcClients.WeeChatAsync(server, "wanda", "#lobby");
        await using TerminalProgram chat = TerminalProgram.Start($"'{Repository.Parley}' chat localhost:{server.Port} --name carl --downloads {{home}}/saved");
        await chat.ExpectAsync("You are in #lobby as carl");
        await using Visitor bella = await Visitor.JoinAsync(browser, "lobby", "Bellä");
        TerminalProgram[] terminals = [irssi, weechat, chat];

        await chat.TypeAsync("/who");
        foreach (string name in new[] { "irma", "wanda", "carl", "Bellä" })
        {
            await Microsoft.Playwright.Assertions.Expect(bella.Page.GetByRole(Microsoft.Playwright.AriaRole.Complementary).Last).ToContainTextAsync(name);
            await chat.ExpectAnywhereAsync(name);
        }
        await irssi.TypeAsync("spoken-in-irssi");
        await weechat.TypeAsync("spoken-in-weechat");
        await chat.TypeAsync("spoken-in-a-terminal");
        await bella.SayAsync("spoken-in-a-browser");
        foreach (string said in new[] { "spoken-in-irssi", "spoken-in-weechat", "spoken-in-a-terminal", "spoken-in-a-browser" })
        {
            await bella.SeesAsync(said);
            foreach (TerminalProgram terminal in terminals)
                await terminal.ExpectAnywhereAsync(said);
        }

        byte[] bytes = RandomNumberGenerator.GetBytes(1_234_567);
        await bella.SendFileAsync("roses.bin", "application/octet-stream", bytes);
        await chat.ExpectAsync("roses.bin");
        await chat.ExpectAsync("Saved as");
        await irssi.ExpectAsync("roses.bin");

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(chat.Home, "saved", "roses.bin"), TestContext.Current.CancellationToken));
        Assert.Equal(bytes, await CurlAsync(Link().Match(irssi.Screen).Value));
    }

    private static async Task<byte[]> CurlAsync(string link)
    {
        using Process curl = Process.Start(new ProcessStartInfo("curl", ["-sSf", link]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("curl did not start.");
        using var body = new MemoryStream();
        await curl.StandardOutput.BaseStream.CopyToAsync(body);
        await curl.WaitForExitAsync();
        Assert.Equal(0, curl.ExitCode);
        return body.ToArray();
    }

    [GeneratedRegex(@"http://[\w.]+:\d+/files/[\w-]+/roses\.bin")]
    private static partial Regex Link();
}
