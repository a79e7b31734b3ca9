using Parley.Core.Passkeys;

namespace Parley.Core.Accounts;

public sealed partial class AccountDirectory
{
    /// <summary>The most passkeys of one account.</summary>
    public const int MaxPasskeys = 20;

    /// <summary>Registers an account that has a passkey and no password.</summary>
    /// <param name="name">A nickname, found allowed.</param>
    /// <param name="passkey">What lets its owner in.</param>
    /// <param name="email">Where its owner can be reached, or null.</param>
    /// <returns>Null: there is one of that name, or of one that looks the same.</returns>
    public async ValueTask<Account?> RegisterAsync(string name, Passkey passkey, string? email)
    {
        var account = new Account(name, Verifier: null, time.GetUtcNow()) { Email = email, Passkeys = [passkey] };
        return await store.TryAddAsync(account) ? account : null;
    }

    /// <summary>Lets an account's owner in by one more passkey. If there is one of its name, a number is put behind it.</summary>
    /// <returns>The passkey as it is kept, or why it is not. <see cref="PasskeyProblem.UnknownPasskey"/>: the account has gone meanwhile.</returns>
    public async ValueTask<(Passkey? Added, PasskeyProblem Problem)> AddPasskeyAsync(Account account, Passkey passkey)
    {
        (Passkey? Added, PasskeyProblem Problem) outcome = (null, PasskeyProblem.UnknownPasskey);
        await store.ChangeAsync(account.Name, now =>
        {
            outcome = now.Created != account.Created ? (null, PasskeyProblem.UnknownPasskey)
                : now.Passkeys.Any(other => other.Id == passkey.Id) ? (null, PasskeyProblem.Known)
                : now.Passkeys.Length >= MaxPasskeys ? (null, PasskeyProblem.TooMany)
                : (passkey with { Name = FreeName(passkey.Name, taken => now.FindPasskey(taken) is not null) }, PasskeyProblem.None);
            return outcome.Added is { } added ? now with { Passkeys = now.Passkeys.Add(added) } : now;
        });
        return outcome;
    }

    /// <summary>Lets an account's owner in by a passkey no longer. The last one of an account without a password stays: nobody could come in any more.</summary>
    /// <returns>The passkey of that name, and whether it is gone; null: there is none.</returns>
    public async ValueTask<(Passkey? Passkey, bool IsGone)> RemovePasskeyAsync(Account account, string name)
    {
        (Passkey? Passkey, bool IsGone) outcome = default;
        await store.ChangeAsync(account.Name, now =>
        {
            Passkey? passkey = now.Created == account.Created ? now.FindPasskey(name) : null;
            outcome = (passkey, passkey is not null && (now.Verifier is not null || now.Passkeys.Length > 1));
            return outcome.IsGone ? now with { Passkeys = now.Passkeys.Remove(passkey!) } : now;
        });
        return outcome;
    }

    /// <summary>The account whose passkey a browser says to show, and that passkey. Nothing is proved yet. Null: there is no such one.</summary>
    /// <param name="response">What the browser says.</param>
    /// <param name="asked">The account one of whose passkeys it was told to show: then it need not say whose it is. Null: any.</param>
    public async ValueTask<(Account Account, Passkey Passkey)?> FindPasskeyAsync(PasskeyResponse response, Account? asked = null)
    {
        Account? account = response.Handle is { } handle ? await store.FindByHandleAsync(handle) : asked;
        return account?.Passkeys.FirstOrDefault(passkey => passkey.Id == response.Id && passkey.Handle == (response.Handle ?? passkey.Handle)) is { } passkey
            ? (account, passkey) : null;
    }

    /// <summary>The account that a shown passkey proves, which remembers that it was shown.</summary>
    /// <param name="challenge">What it was to answer.</param>
    /// <param name="response">How it did.</param>
    /// <param name="account">The account found for it (<see cref="FindPasskeyAsync"/>), or null.</param>
    /// <returns>The proof, or why there is none.</returns>
    public async ValueTask<(Proof? Proof, PasskeyProblem Problem)> CheckAsync(PasskeyChallenge challenge, PasskeyResponse response, Account? account)
    {
        Passkey? before = account?.Passkeys.FirstOrDefault(passkey => passkey.Id == response.Id);
        if (challenge.Shown(response, before) is var (shown, problem) && shown is null)
            return (null, problem);
        Proof? proof = null;
        await store.ChangeAsync(account!.Name, now =>
        {
            // Shown twice at once it counts once, and meanwhile it may have been removed, or the name be somebody else's.
            Passkey? kept = now.Created == account.Created ? now.Passkeys.FirstOrDefault(passkey => passkey.Id == shown.Id && passkey.PublicKey == shown.PublicKey) : null;
            (proof, problem) = kept is null ? (null, PasskeyProblem.UnknownPasskey)
                : !PasskeyChallenge.CountsOn(kept, shown.SignCount) ? (null, PasskeyProblem.Copied)
                : (new Proof(now with { Passkeys = now.Passkeys.Replace(kept, shown) }) { Passkey = shown }, PasskeyProblem.None);
            return proof?.Account ?? now;
        });
        return (proof, problem);
    }
}
