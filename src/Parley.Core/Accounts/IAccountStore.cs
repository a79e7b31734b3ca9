namespace Parley.Core.Accounts;

/// <summary>Where accounts are kept.</summary>
/// <remarks>Names are compared by their keys (<see cref="Account.Key"/>). Every method may be called by many at once, and takes effect whole or not at all.</remarks>
public interface IAccountStore
{
    /// <summary>Adds an account; false when there is one of that name, or of one that looks the same (<see cref="Account.Look"/>).</summary>
    ValueTask<bool> TryAddAsync(Account account);

    /// <summary>The account of that name, or null.</summary>
    ValueTask<Account?> FindAsync(string name);

    /// <summary>The account of that name, or of one that looks the same; or null.</summary>
    ValueTask<Account?> FindLikeAsync(string name);

    /// <summary>Changes the account of that name; false when there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Gets the account as it is at that moment and leaves its name alone. May be called more than once.</param>
    ValueTask<bool> ChangeAsync(string name, Func<Account, Account> change);

    /// <summary>Deletes the account of that name; false when there is none.</summary>
    ValueTask<bool> DeleteAsync(string name);
}
