using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Protocol.Capabilities;

namespace Parley.Client;

public sealed partial class ChatClient
{
    // Shown at the next login, once.
    private AskAuthenticator? _showPasskey;
    private TaskCompletionSource? _proof;
    private bool _isByPasskey;
    private bool _hasPasskeys;

    /// <summary>Whether this server takes passkeys from the page that this client is. Known since it was connected for the first time.</summary>
    public bool HasPasskeys { get => _hasPasskeys; internal set => Set(ref _hasPasskeys, value); }

    /// <summary>A login by passkey was not taken, and why. Null: the person has shown none.</summary>
    public event Action<string?>? PasskeyRefused;

    internal Answers PasskeyAnswers { get; } = new();

    /// <summary>Logs in by a passkey, whatever account it is of: at once when connected, else at the next connection. Also answers that a name is claimed
    /// (<see cref="IsNameClaimed"/>).</summary>
    public void LogIn(AskAuthenticator show)
    {
        lock (Sync)
        {
            // Else the one that goes on would leave it for some later connection, where nobody expects it.
            if (Session?.Login is not null)
                return;
            (_showPasskey, LoginProblem) = (show, null);
            BeginLoginNow();
        }
    }

    /// <summary>Makes the nickname an account with a passkey and no password, and logs in to it.</summary>
    /// <param name="make">Has it made.</param>
    /// <param name="name">What the passkey is to be called.</param>
    /// <returns>False: the person made none.</returns>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<bool> ClaimAsync(AskAuthenticator make, string name)
    {
        if (!await MakePasskeyAsync(make, session => session.SendText("PASSKEY"u8, ["REGISTER", "*"], name)))
            return false;
        lock (Sync)
            _isByPasskey = true;
        await KeepDeviceAsync();
        return true;
    }

    /// <summary>Adds a passkey to the account.</summary>
    /// <param name="make">Has it made.</param>
    /// <param name="name">What it is to be called; the server may put a number behind it.</param>
    /// <returns>False: the person made none.</returns>
    /// <exception cref="NotOwnerException">First <see cref="ProveAsync(AskAuthenticator)"/>.</exception>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task<bool> AddPasskeyAsync(AskAuthenticator make, string name) => MakePasskeyAsync(make, session => session.SendText("PASSKEY"u8, ["ADD"], name));

    /// <summary>What lets the account's owner in.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<AccountPasskeys> ListPasskeysAsync()
    {
        IReadOnlyList<string[]> answer = await AskAsync(PasskeyAnswers, session => session.Send("PASSKEY"u8, "LIST"));
        return new AccountPasskeys(!answer.Any(line => line is ["BATCH", "passkey"]),
            [.. answer.Where(line => line.Length >= 5 && line[0] == "LIST").Select(line => new AccountPasskey(line[4], Time(line[1]), Time(line[2]), line[3]))]);
    }

    /// <summary>Lets the account's owner in by a passkey no longer.</summary>
    /// <exception cref="NotOwnerException">First <see cref="ProveAsync(AskAuthenticator)"/>.</exception>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task RemovePasskeyAsync(string name) => AskAsync(PasskeyAnswers, session => session.SendText("PASSKEY"u8, ["REMOVE"], name));

    /// <summary>Shows by a passkey that it is the account's owner who is here: a device's token is not enough for what cannot be undone.</summary>
    /// <returns>False: the person has shown none.</returns>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<bool> ProveAsync(AskAuthenticator show)
    {
        Task proof;
        SaslLogin login;
        lock (Sync)
        {
            if (State != ConnectionState.Online || Session is not { } session || !session.Has(Capability.Sasl) || session.Login is not null)
                throw new NoAnswerException(NotConnected);
            _proof = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (proof, session.Login) = (_proof.Task, login = new SaslLogin(show));
            session.Send("AUTHENTICATE"u8, SaslLogin.Passkey);
        }
        await proof;
        return !login.IsDeclined;
    }

    /// <summary>A login by passkey has ended; true when somebody waited for it, so that nothing else is to be done.</summary>
    private bool PasskeyShown(Session session, SaslLogin login)
    {
        if (login.Credentials is not null)
            return false;
        if (_proof is { } proof)
        {
            _proof = null;
            proof.TrySetResult();
            return true;
        }
        (Credentials, _isByPasskey) = (null, true);
        // It may be of another account than the name that was typed.
        if (!session.IsRegistered && Account is { } account)
            (Nickname, WantedNickname, session.OwesNickname) = (account, account, true);
        return false;
    }

    private void PasskeyFailed(Session session, SaslLogin login, string reason)
    {
        if (_proof is { } proof)
        {
            _proof = null;
            if (login.IsDeclined)
                proof.TrySetResult();
            else
                proof.TrySetException(new IOException(reason));
            return;
        }
        PasskeyRefused?.Invoke(login.IsDeclined ? null : reason);
        if (!session.IsRegistered)
            NeedLogin(reason);
    }

    private async Task<bool> MakePasskeyAsync(AskAuthenticator make, Action<Session> ask)
    {
        IReadOnlyList<string[]> asked = await AskAsync(PasskeyAnswers, ask);
        byte[] options = SaslLogin.Join(asked.Where(line => line is ["MAKE", _, ..]).Select(line => line[1]));
        if (options.Length == 0 || await make(options) is not { } made)
            return false;
        await AskAsync(PasskeyAnswers, session =>
        {
            foreach (string part in SaslLogin.Split(made))
                session.Send("PASSKEY"u8, "ANSWER", part);
        });
        return true;
    }
}
