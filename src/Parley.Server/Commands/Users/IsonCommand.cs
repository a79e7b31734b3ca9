using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>ISON &lt;nicks&gt;</c>: which of these are here.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#ison-message. Replies 303; 461.</remarks>
internal static class IsonCommand
{
    public static CommandSpec Spec { get; } = new("ISON", MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        c.Reply.Numeric(Numeric.RplIson, string.Join(' ', Here(c).Select(user => user.Nickname)));
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<User> Here(CommandContext c)
    {
        for (int i = 0; i < c.ParamCount; i++)
            foreach (string nickname in c.Text(i).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (c.Users.TryFind(nickname, out User? user))
                    yield return user;
    }
}
