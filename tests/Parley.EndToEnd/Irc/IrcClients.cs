namespace Parley.EndToEnd.Irc;

/// <summary>IRC clients of others, as people start them.</summary>
internal static class IrcClients
{
    /// <summary>irssi in the room.</summary>
    public static async Task<TerminalProgram> IrssiAsync(RunningServer server, string nickname, string room)
    {
        TerminalProgram irssi = TerminalProgram.Start($"irssi --home={{home}} -c 127.0.0.1 -p {server.Port} -n {nickname}");
        await irssi.ExpectAsync("End of /MOTD command");
        await irssi.TypeAsync($"/join {room}");
        await irssi.ExpectAsync($"Join to {room} was synced");
        return irssi;
    }

    /// <summary>WeeChat in the room.</summary>
    public static async Task<TerminalProgram> WeeChatAsync(RunningServer server, string nickname, string room)
    {
        TerminalProgram weechat = TerminalProgram.Start(
            $"weechat -d {{home}} -r '/server add parley 127.0.0.1/{server.Port} -notls -nicks={nickname} -autojoin={room}' -r '/connect parley'");
        await weechat.ExpectAsync($"has joined {room}");
        return weechat;
    }
}
