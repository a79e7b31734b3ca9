using Parley.Core.Passkeys;

namespace Parley.Core.Accounts;

/// <summary>Where accounts are kept.</summary>
/// <remarks>Names are compared by their keys (<see cref="Account.Key"/>). Every method may be called by many at once, and takes effect whole or not at all;
/// what was added, changed or deleted survives whatever happens once its task has completed.</remarks>
public interface IAccountStore
{
    /// <summary>Adds an account; false when there is one of that name, or of one that looks the same (<see cref="Account.Look"/>).</summary>
    ValueTask<bool> TryAddAsync(Account account);

    /// <summary>The account of that name, or null.</summary>
    ValueTask<Account?> FindAsync(string name);

    /// <summary>The account of that name, or of one that looks the same; or null.</summary>
    ValueTask<Account?> FindLikeAsync(string name);

    /// <summary>The account that has a passkey of that handle (<see cref="Passkey.Handle"/>), or null.</summary>
    ValueTask<Account?> FindByHandleAsync(string handle);

    /// <summary>Some of the accounts, in the order of their keys.</summary>
    /// <param name="after">The key after which to go on. Empty: from the first.</param>
    /// <param name="most">How many at most.</param>
    ValueTask<IReadOnlyList<Account>> ListAsync(string after, int most);

    /// <summary>Changes the account of that name; false when there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Gets the account as it is at that moment and leaves its name alone. May be called more than once.</param>
    ValueTask<bool> ChangeAsync(string name, Func<Account, Account> change);

    /// <summary>A device was seen at that moment. Nobody waits for it: it may be forgotten when the process ends at once. What is not there is not changed.</summary>
    void Saw(string name, string device, DateTimeOffset at);

    /// <summary>Deletes the account of that name; false when there is none.</summary>
    ValueTask<bool> DeleteAsync(string name);
}
