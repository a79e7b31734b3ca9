using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Accounts;

/// <summary>Nicknames that are an account's and nobody else's.</summary>
internal static class ReservedNames
{
    /// <summary>Whether this nickname belongs to an account that the session has not logged in to.</summary>
    public static async ValueTask<bool> IsForbiddenAsync(CommandContext c, string nickname)
        => await c.Server.Accounts.FindAsync(nickname) is { } owner && !owner.Is(c.Session.Account);

    /// <summary>Says so.</summary>
    public static void Refuse(CommandContext c, string nickname)
        => c.Reply.Numeric(Numeric.ErrNicknameInUse, nickname, "Nickname is reserved for the account of that name");
}
