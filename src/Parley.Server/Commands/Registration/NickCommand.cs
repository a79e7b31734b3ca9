using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Accounts;

namespace Parley.Server.Commands.Registration;

/// <summary><c>NICK &lt;nickname&gt;</c>: takes a nickname, or another one.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#nick-message. Replies NICK, 431, 432, 433.</remarks>
internal static class NickCommand
{
    public static CommandSpec Spec { get; } = new("NICK", MinParams: 0, Access.Anyone, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string wanted = c.TextOrEmpty(0);
        if (wanted.Length == 0)
            c.Reply.Numeric(Numeric.ErrNoNicknameGiven, "No nickname given");
        else if (!NameRules.IsNickname(wanted))
            c.Reply.Numeric(Numeric.ErrErroneusNickname, wanted, "Erroneous nickname");
        else if (c.Session.User is not { } user)
            await IntroduceAsync(c, wanted);
        else if (await ReservedNames.IsForbiddenAsync(c, wanted))
            ReservedNames.Refuse(c, wanted);
        else
            Rename(c, user, wanted);
    }

    private static ValueTask IntroduceAsync(CommandContext c, string wanted)
    {
        if (c.Users.TryFind(wanted, out User? holder) && !MayBecome(c, holder))
        {
            c.Session.Introduction.Refused = wanted;
            InUse(c, wanted);
            return ValueTask.CompletedTask;
        }
        c.Session.Introduction.Nickname = wanted;
        return Welcome.TryRegisterAsync(c);
    }

    // Who has logged in to the holder's account, or may still do so, will be one more of the holder's sessions.
    private static bool MayBecome(CommandContext c, User holder)
        => holder.Account is { } account && (c.Session.Account is null ? c.Session.Introduction.IsNegotiating : Casemapping.Same(account, c.Session.Account));

    private static void Rename(CommandContext c, User user, string wanted)
    {
        if (wanted != user.Nickname && !ReservedNames.TryRename(c, user, wanted))
            InUse(c, wanted);
    }

    private static void InUse(CommandContext c, string wanted) => c.Reply.Numeric(Numeric.ErrNicknameInUse, wanted, "Nickname is already in use");
}
