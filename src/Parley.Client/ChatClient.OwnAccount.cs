using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Protocol.Capabilities;

namespace Parley.Client;

public sealed partial class ChatClient
{
    private string? _loginProblem;

    /// <summary>Why the account lets nobody in for now, though what this device logs in with is good: it is suspended, say. Null: it does, or there was no such answer.</summary>
    public string? LoginProblem { get => _loginProblem; private set => Set(ref _loginProblem, value); }

    /// <summary>What NickServ is asked about the own account.</summary>
    internal ServiceAnswers ServiceAnswers { get; } = new();

    /// <summary>Gives the account another password. The account's other connections end; devices come back by their tokens.</summary>
    /// <param name="current">The password of now. Null: a passkey was shown just before (<see cref="ProveAsync(AskAuthenticator)"/>).</param>
    /// <param name="wanted">The new one. Neither may have spaces: NickServ takes words.</param>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task ChangePasswordAsync(string? current, string wanted)
    {
        string answer = await (current is null ? AskNickServAsync("PASSWD", wanted) : AskNickServAsync("PASSWD", current, wanted));
        if (!answer.StartsWith("The password is changed", StringComparison.Ordinal))
            throw new IOException(answer);
    }

    /// <summary>Shows by the password that it is the account's owner who is here: a device's token is not enough for what cannot be undone.</summary>
    /// <param name="password">The account's password, without spaces.</param>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task ProveAsync(string password)
    {
        // The answer to a good password is no notice.
        string refusal = await AskNickServAsync("IDENTIFY", Account ?? throw new IOException("Not logged in"), password);
        if (refusal.Length > 0)
            throw new IOException(refusal);
    }

    /// <summary>Gives the account up, for good. This connection stays as a guest's; what was kept to log in with is to be forgotten. Before that
    /// <see cref="ProveAsync(string)"/>, or <see cref="ProveAsync(AskAuthenticator)"/>.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task DropAccountAsync()
    {
        string account = Account ?? throw new IOException("Not logged in");
        string code = (await AskNickServAsync("UNREGISTER", account)).Split(' ')[^1];
        string answer = await AskNickServAsync("UNREGISTER", account, code);
        if (!answer.EndsWith("is no more", StringComparison.Ordinal))
            throw new IOException(answer);
        lock (Sync)
        {
            (Account, Credentials) = (null, null);
            CredentialsChanged?.Invoke(null);
        }
    }

    /// <summary>Lets no device of the account in any longer, this one last, and forgets what it logs in with.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task LogOutEverywhereAsync()
    {
        foreach (AccountDevice device in await ListDevicesAsync())
            if (!device.IsThis)
                await RevokeDeviceAsync(device.Name);
        await LogOutAsync();
    }

    /// <summary>The server has said all that it answers to the request of that label.</summary>
    internal void Answered(string? label)
    {
        Outgoing.Acknowledged(label);
        ServiceAnswers.Complete(label);
    }

    private Task<string> AskNickServAsync(params string[] words) => AskServiceAsync("NICKSERV"u8.ToArray(), words);

    /// <summary>Tells a service something, and waits for all that it answers, a line each.</summary>
    /// <exception cref="IOException">There is no connection, or no way to know what is an answer.</exception>
    internal async Task<string> AskServiceAsync(byte[] service, params string[] words)
    {
        Task<string> answer;
        lock (Sync)
        {
            if (State != ConnectionState.Online || Session is not { } session)
                throw new NoAnswerException(NotConnected);
            if (!session.Has(Capability.LabeledResponse))
                throw new IOException("This server does not say what it answers to");
            answer = ServiceAnswers.Add(out string label);
            session.SendText(service, words.AsSpan(0, words.Length - 1), words[^1], new LineTags(label));
        }
        return await answer;
    }
}
