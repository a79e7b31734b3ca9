using System.Text;
using Parley.Core.Rooms;

namespace Parley.Server.Commands.History;

/// <summary><c>ZNC *playback PLAY &lt;buffers&gt; [&lt;from&gt; [&lt;to&gt;]]</c>: as a message to <see cref="Playback"/>. The Lounge asks so.</summary>
/// <remarks>Source: https://wiki.znc.in/Using_commands. Replies 401 for what else ZNC has; 461.</remarks>
internal static class ZncCommand
{
    public static CommandSpec Spec { get; } = new("ZNC", MinParams: 2, Access.Registered, RunAsync, ChatHistoryCommand.CostOfReading);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Text(0).Equals(Playback.Nickname, StringComparison.OrdinalIgnoreCase))
            return Playback.RunAsync(c, Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(1, c.ParamCount - 1).Select(c.Text))));
        c.Reply.Refused(Refusal.NoSuchUser, c.Text(0));
        return ValueTask.CompletedTask;
    }
}
