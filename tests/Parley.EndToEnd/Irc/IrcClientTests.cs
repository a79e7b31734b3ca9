namespace Parley.EndToEnd.Irc;

/// <summary>irssi and WeeChat of Debian, as they are installed.</summary>
public sealed class IrcClientTests
{
    [Fact]
    public async Task Irssi_and_WeeChat_see_each_others_names_and_messages_and_goings()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using TerminalProgram irssi = await IrcClients.IrssiAsync(server, "irma", "#lobby");
        await using TerminalProgram weechat = await IrcClients.WeeChatAsync(server, "wanda", "#lobby");
        await irssi.ExpectAsync("wanda [~");

        await irssi.TypeAsync("Grüße-von-irssi");
        await weechat.ExpectAsync("Grüße-von-irssi");
        await weechat.TypeAsync("hello-from-weechat");
        await irssi.ExpectAsync("hello-from-weechat");
        await irssi.TypeAsync("/names");
        await irssi.ExpectAsync("[ irma] [ wanda]");
        await weechat.TypeAsync("/nick wendy");
        await irssi.ExpectAsync("wanda is now known as wendy");
        await weechat.TypeAsync("/quit see-you");

        await irssi.ExpectAsync("has quit [Quit: see-you]");
    }

    [Fact]
    public async Task Irssi_and_WeeChat_are_back_in_the_room_after_the_server_was_restarted()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using TerminalProgram irssi = await IrcClients.IrssiAsync(server, "irma", "#lobby");
        await using TerminalProgram weechat = await IrcClients.WeeChatAsync(server, "wanda", "#lobby");
        await irssi.TypeAsync("/set server_reconnect_time 10s");

        await server.RestartAsync();

        await irssi.ExpectAsync("Join to #lobby was synced");
        await weechat.ExpectAsync("has joined #lobby");
        await irssi.TypeAsync("irssi-is-back");
        await weechat.ExpectAsync("irssi-is-back");
        await weechat.TypeAsync("weechat-is-back");
        await irssi.ExpectAsync("weechat-is-back");
    }

    [Fact]
    public async Task Who_comes_in_with_irssi_or_WeeChat_sees_what_was_said_before()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using TerminalProgram early = await IrcClients.IrssiAsync(server, "early", "#lobby");
        await early.TypeAsync("said-before-you-came");
        await early.TypeAsync("and-this");

        await using TerminalProgram irssi = await IrcClients.IrssiAsync(server, "irma", "#lobby");
        await using TerminalProgram weechat = await IrcClients.WeeChatAsync(server, "wanda", "#lobby");

        foreach (TerminalProgram late in new[] { irssi, weechat })
        {
            await late.ExpectAnywhereAsync("said-before-you-came");
            await late.ExpectAnywhereAsync("and-this");
        }
    }
}
