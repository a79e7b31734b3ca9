using System.Security.Cryptography;
using Parley.Core.Accounts;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Bots;

namespace Parley.Server.Commands.Accounts;

/// <summary>Nicknames that are an account's and nobody else's.</summary>
internal static class ReservedNames
{
    private const string GuestPrefix = "Guest";
    private const int Guests = 10_000;

    // Should ten random names be taken, then so many guests are here that one more may as well keep the name.
    private const int MaxTries = 10;

    /// <summary>Whether this nickname belongs to an account that the session has not logged in to.</summary>
    public static async ValueTask<bool> IsForbiddenAsync(CommandContext c, string nickname)
        => Bot.IsLike(nickname) || (c.Server.Options.Accounts.ReserveNicknames
            && await c.Server.Accounts.FindLikeAsync(nickname) is { } owner
            && !owner.Is(c.Session.Account));

    /// <summary>Says so.</summary>
    public static void Refuse(CommandContext c, string nickname)
        => c.Reply.Numeric(Numeric.ErrNicknameInUse, nickname, "Nickname is reserved: log in to its account first");

    /// <summary>Whether this is a name that the server gives to others than it is for.</summary>
    public static bool IsGuest(string name)
        => name.StartsWith(GuestPrefix, StringComparison.OrdinalIgnoreCase) && name.Length > GuestPrefix.Length && !name.AsSpan(GuestPrefix.Length).ContainsAnyExceptInRange('0', '9');

    /// <summary>Somebody has logged in to an account: whoever has its name without having logged in gets another.</summary>
    public static void Claim(CommandContext c, Account account)
    {
        if (c.Server.Options.Accounts.ReserveNicknames && c.Users.TryFind(account.Name, out User? holder) && holder != c.Session.User && !account.Is(holder.Account))
            MakeGuest(c, holder);
    }

    /// <summary>The user has logged out or changed the account: without the right to the nickname, gets another.</summary>
    public static async ValueTask LeaveAsync(CommandContext c)
    {
        if (c.Session.User is { } user && await IsForbiddenAsync(c, user.Nickname))
            MakeGuest(c, user);
    }

    /// <summary>Gives a user another nickname; false when somebody else has it.</summary>
    /// <param name="c">Who causes it, not necessarily that user.</param>
    /// <param name="user">Who is renamed.</param>
    /// <param name="wanted">The name, found allowed.</param>
    public static bool TryRename(CommandContext c, User user, string wanted)
    {
        var renamed = new UserRenamed(user.NewStamp(c.Server.Time.GetUtcNow()), wanted);
        var by = new Actor(user, c.Session.Id);
        string before = user.Nickname;
        bool isRenamed = c.Users.TryRename(user, wanted, name =>
        {
            RoomDirectory.Rename(by, name, renamed, notice => c.Fanout.Deliver(notice, c.Session, user));
            c.Fanout.Watchers.Renamed(user, before, c.Session);
        });
        c.Server.Residents.Touch(user);
        return isRenamed;
    }

    private static void MakeGuest(CommandContext c, User user)
    {
        string before = user.Nickname;
        for (int tries = 0; tries < MaxTries; tries++)
        {
            if (!TryRename(c, user, $"{GuestPrefix}{RandomNumberGenerator.GetInt32(Guests):d4}"))
                continue;
            c.Fanout.Deliver(user, c.Session, line => Explain(line, c.Server.Name, user.Nickname, $"The nickname {before} belongs to an account to which you are not logged in, so you are {user.Nickname} now"));
            return;
        }
    }

    private static void Explain(LineWriter line, string server, string nickname, string text)
        => line.Source(server).Verb("NOTICE"u8).Param(nickname).Trailing(text).End();
}
