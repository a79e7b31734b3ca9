namespace Parley.EndToEnd.Irc;

/// <summary>IRC clients of others, as people start them.</summary>
internal static class IrcClients
{
    /// <summary>irssi in the room.</summary>
    public static Task<TerminalProgram> IrssiAsync(RunningServer server, string nickname, string room)
        => StartAsync($"irssi --home={{home}} -c 127.0.0.1 -p {server.Port} -n {nickname}", async irssi =>
        {
            await irssi.ExpectAsync("End of /MOTD command");
            await irssi.TypeAsync($"/join {room}");
            await irssi.ExpectAsync($"Join to {room} was synced");
        });

    /// <summary>WeeChat in the room.</summary>
    public static Task<TerminalProgram> WeeChatAsync(RunningServer server, string nickname, string room)
        => StartAsync(
            $"weechat -d {{home}} -r '/server add parley 127.0.0.1/{server.Port} -notls -nicks={nickname} -autojoin={room}' -r '/connect parley'",
            weechat => weechat.ExpectAsync($"has joined {room}"));

    private static async Task<TerminalProgram> StartAsync(string command, Func<TerminalProgram, Task> arrive)
    {
        TerminalProgram program = TerminalProgram.Start(command);
        try
        {
            await arrive(program);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }
}
