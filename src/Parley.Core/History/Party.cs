using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Core.History;

/// <summary>One of the two who speak with each other: an account, or one guest for as long as that guest is here.</summary>
/// <remarks>Never a nickname alone: who takes the name of a guest that has gone must not read what the other was told.</remarks>
/// <param name="Account">The account's name, folded. Null: a guest.</param>
/// <param name="Guest">The guest's <see cref="User.Id"/>. Empty: an account.</param>
public readonly record struct Party(string? Account, Guid Guest)
{
    /// <summary>Who a user is now.</summary>
    public static Party Of(User user) => user.Account is { } account ? OfAccount(account) : OfGuest(user);

    /// <summary>An account, whether anybody uses it now or not.</summary>
    public static Party OfAccount(string name) => new(Casemapping.Fold(name), default);

    /// <summary>A user without an account.</summary>
    public static Party OfGuest(User user) => new(null, user.Id);

    /// <summary>Somebody who is no more and whom nobody will ever be.</summary>
    public static Party Gone() => new(null, Guid.NewGuid());

    /// <summary>Whether it is a guest, of whom nothing is left after going.</summary>
    public bool IsGuest => Account is null;
}

/// <summary>A party by the name that it had when something was last said.</summary>
/// <param name="Party">Who.</param>
/// <param name="Nickname">The name.</param>
public readonly record struct Correspondent(Party Party, string Nickname)
{
    /// <summary>Who a user is now.</summary>
    public static Correspondent Of(User user) => new(Party.Of(user), user.Nickname);
}
