using System.Globalization;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Protocol.Capabilities;

namespace Parley.Client;

public sealed partial class ChatClient
{
    private const int SaslFail = 904;
    private string? _account;
    private bool _isNameClaimed;

    /// <summary>The account that this client is logged in to; null: a guest.</summary>
    public string? Account { get => _account; internal set => Set(ref _account, value); }

    /// <summary>While <see cref="ConnectionState.NicknameNeeded"/>: whether the name belongs to an account, and its password is what is missing.</summary>
    public bool IsNameClaimed { get => _isNameClaimed; private set => Set(ref _isNameClaimed, value); }

    /// <summary>What it logs in with at each connection; null: it comes as a guest.</summary>
    public Credentials? Credentials { get; private set; }

    /// <summary>Whether names can be claimed on this server.</summary>
    public bool CanClaim => Session is { } session && session.Offered.HasFlag(Capability.AccountRegistration | Capability.Sasl);

    /// <summary>Whether this server gives devices tokens.</summary>
    public bool HasDevices => Session is { } session && session.Offered.HasFlag(Capability.Devices) && session.Has(Capability.Batch);

    /// <summary>What to log in with from now on has changed: to a token, which is to be kept on this device, or to nothing, so that what was kept is to be forgotten.</summary>
    public event Action<Credentials?>? CredentialsChanged;

    /// <summary>A login was refused, and why. It is not tried again; a token that may be good later is, without a word here.</summary>
    public event Action<Credentials, string>? LoginRefused;

    internal Answers Registrations { get; } = new();

    internal Answers DeviceAnswers { get; } = new();

    /// <summary>Logs in: at once when connected, else at the next connection. Also answers that a name is claimed (<see cref="IsNameClaimed"/>).</summary>
    public void LogIn(Credentials credentials)
    {
        lock (Sync)
        {
            (Credentials, _showPasskey, LoginProblem) = (credentials, null, null);
            if (State == ConnectionState.NicknameNeeded)
                Nickname = WantedNickname = credentials.Account;
            BeginLoginNow();
        }
    }

    private void BeginLoginNow()
    {
        if (State == ConnectionState.NicknameNeeded)
            _goOn.TrySetResult();
        if (Session is { } session && session.Has(Capability.Sasl) && session.Login is null)
        {
            if (State == ConnectionState.NicknameNeeded)
                (State, session.OwesNickname) = (ConnectionState.Connecting, true);
            BeginLogin(session);
        }
        Changed?.Invoke();
    }

    /// <summary>Makes the nickname an account with that password, and logs in to it.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task ClaimAsync(string password)
    {
        await AskAsync(Registrations, session => session.SendText("REGISTER"u8, ["*", "*"], password));
        lock (Sync)
            Credentials = new Credentials(Account ?? Nickname, password);
        await KeepDeviceAsync();
    }

    /// <summary>The devices of the account.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<IReadOnlyList<AccountDevice>> ListDevicesAsync()
        => [.. (await AskAsync(DeviceAnswers, session => session.Send("DEVICE"u8, "LIST"))).Where(line => line.Length >= 5)
            .Select(line => new AccountDevice(line[4], Time(line[1]), Time(line[2]), line[3] is "this" or "here", line[3] == "this"))];

    /// <summary>Lets a device of the account in no longer.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task RevokeDeviceAsync(string name) => AskAsync(DeviceAnswers, session => session.SendText("DEVICE"u8, ["REVOKE"], name));

    /// <summary>Forgets what it logs in with, and has the server forget this device. The connection stays logged in until it ends.</summary>
    public async Task LogOutAsync()
    {
        try
        {
            if (Account is not null && HasDevices && (await ListDevicesAsync()).FirstOrDefault(device => device.IsThis) is { } own)
                await RevokeDeviceAsync(own.Name);
        }
        catch (IOException)
        {
            // The token is forgotten here all the same; the server's list of devices shows it until it is revoked there.
        }
        lock (Sync)
        {
            Credentials = null;
            CredentialsChanged?.Invoke(null);
        }
    }

    /// <summary>Whether there is something to log in with.</summary>
    internal bool WillLogIn => Credentials is not null || _showPasskey is not null;

    /// <summary>Begins to log in with what there is, if the server can do that; false when not.</summary>
    internal bool BeginLogin(Session session)
    {
        if (!WillLogIn || !session.Has(Capability.Sasl) || session.Login is not null)
            return false;
        session.Login = _showPasskey is { } show ? new SaslLogin(show) : new SaslLogin(Credentials!, session.Mechanisms, Options.DeriveKey);
        _showPasskey = null;
        session.Send("AUTHENTICATE"u8, session.Login.Mechanism);
        return true;
    }

    internal async Task GoOnLoggingInAsync(Session session, SaslLogin login, byte[] message)
    {
        byte[]? answer = await login.AnswerAsync(message);
        lock (Sync)
        {
            if (session.Login != login)
                return;
            if (answer is null)
                session.Send("AUTHENTICATE"u8, "*");
            else
                foreach (string part in SaslLogin.Split(answer))
                    session.Send("AUTHENTICATE"u8, part);
        }
    }

    internal void LoginDone(Session session)
    {
        SaslLogin? login = session.Login;
        session.Login = null;
        if (login is not null && PasskeyShown(session, login))
            return;
        (IsNameClaimed, LoginProblem) = (false, null);
        if (session.IsRegistered)
        {
            _ = KeepDeviceAsync();
            CatchUps.BeginDirects(session);
        }
        else
            EndNegotiation(session);
    }

    internal void LoginFailed(Session session, int numeric, string reason)
    {
        if (session.Login is not { } login)
            return;
        session.Login = null;
        int detail = reason.IndexOf(": ", StringComparison.Ordinal) is var colon && colon >= 0 && colon + 2 < reason.Length ? colon : -1;
        reason = detail >= 0 ? char.ToUpper(reason[detail + 2], CultureInfo.CurrentCulture) + reason[(detail + 3)..]
            : login.Credentials is null ? "The passkey was not taken"
            : !login.Credentials.IsToken ? "The name or the password is wrong"
            : numeric == SaslFail ? "This device was logged out" : reason;
        if (login.Credentials is not { } credentials)
        {
            PasskeyFailed(session, login, reason);
            return;
        }
        // When there is more to say than no, a token is as good as ever: the account may be suspended for a while, or not be readable now.
        bool isKept = credentials.IsToken && (detail >= 0 || numeric != SaslFail);
        if (isKept && !session.IsRegistered)
        {
            LoginProblem = reason;
            session.End(reason);
            return;
        }
        if (!isKept && Credentials == credentials)
            Credentials = null;
        LoginRefused?.Invoke(credentials, reason);
        if (credentials.IsToken && !isKept)
            CredentialsChanged?.Invoke(null);
        if (session.IsRegistered)
            return;
        // Not as a guest of that name or another: whoever meant to log in is asked first.
        NeedLogin(reason);
    }

    /// <summary>The person must log in, or choose another name.</summary>
    internal void NeedLogin(string reason)
    {
        (Problem, IsNameClaimed, State) = (reason, true, ConnectionState.NicknameNeeded);
        TellRefusedNickname(WantedNickname, reason);
    }

    /// <summary>We have said all that stands before the registration.</summary>
    internal static void EndNegotiation(Session session, ChatClient client)
    {
        if (session.IsRegistered)
            return;
        if (session.OwesNickname)
            session.Send("NICK"u8, client.WantedNickname);
        if (!session.HasEndedNegotiation)
            session.Send("CAP"u8, "END");
        (session.OwesNickname, session.HasEndedNegotiation) = (false, true);
    }

    private void EndNegotiation(Session session) => EndNegotiation(session, this);

    private void AccountConnectionLost()
    {
        Account = null;
        Registrations.ConnectionLost();
        DeviceAnswers.ConnectionLost();
        LinkAnswers.ConnectionLost();
        ServiceAnswers.ConnectionLost();
        PasskeyAnswers.ConnectionLost();
        _proof?.TrySetException(new NoAnswerException("The connection broke before the server answered"));
        _proof = null;
        PushAnswers.ConnectionLost();
    }

    // A device keeps a token and not the password.
    private async Task KeepDeviceAsync()
    {
        if (Options.DeviceName is not { } name || !HasDevices || Account is not { } account || (Credentials is not { IsToken: false } && !_isByPasskey))
            return;
        try
        {
            IReadOnlyList<string[]> answer = await AskAsync(DeviceAnswers, session => session.SendText("DEVICE"u8, ["ADD"], name));
            lock (Sync)
                if (answer is [["ADD", var token, ..]])
                {
                    (Credentials, _isByPasskey) = (new Credentials(account, token), false);
                    CredentialsChanged?.Invoke(Credentials);
                    Changed?.Invoke();
                }
        }
        catch (IOException e)
        {
            lock (Sync)
                Tell(new ServerNotice(ServerNoticeKind.Error, $"This device will have to be logged in again: {e.Message}", null, null));
        }
    }

    private async Task<IReadOnlyList<string[]>> AskAsync(Answers answers, Action<Session> ask)
    {
        Task<IReadOnlyList<string[]>> answer;
        lock (Sync)
        {
            if (State != ConnectionState.Online || Session is not { } session)
                throw new NoAnswerException(NotConnected);
            answer = answers.Add();
            ask(session);
        }
        return await answer;
    }

    private static DateTimeOffset Time(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : default;
}
