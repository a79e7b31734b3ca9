using Parley.Client.Accounts;
using Parley.Terminal.Accounts;

namespace Parley.Terminal.Chatting;

internal sealed partial class ChatScreen
{
    private Action<string>? _awaited;

    /// <summary>Takes the line when it is a password that was asked for; empty: the person thought better of it.</summary>
    public bool TakeSecret(string line)
    {
        if (_awaited is not { } take)
            return false;
        _awaited = null;
        if (line.Length > 0)
            take(line);
        return true;
    }

    public void Claim()
    {
        if (_client.Account is { } account)
            Tell($"You are logged in as {account} already.");
        else if (!_client.CanClaim)
            Complain("Names cannot be claimed on this server.");
        else
            AskSecret($"A password for {_client.Nickname}, which nobody sees:", password => _turns.Run(_ => TryAsync(
                () => _client.ClaimAsync(password), () => Tell($"{_client.Nickname} is yours now. This computer stays logged in; elsewhere you log in with the password."))));
    }

    public void LogIn(string name)
    {
        string account = name.Length > 0 ? name : _client.Nickname;
        AskSecret($"The password of {account}, which nobody sees:", password => _client.LogIn(new Credentials(account, password)));
    }

    public void LogOut()
    {
        if (_client.Account is null)
            Tell("You are not logged in.");
        else
            _turns.Run(_ => TryAsync(_client.LogOutAsync, () => Tell("This computer is logged out. You keep the name until you leave.")));
    }

    public void Devices() => _turns.Run(_ => TryAsync(async () =>
    {
        IReadOnlyList<AccountDevice> devices = await _client.ListDevicesAsync();
        _turns.Post(() =>
        {
            foreach (AccountDevice device in devices)
                Tell($"{device.Name,-32} {(device.IsThis ? "this one" : device.IsHere ? "here now" : $"last seen {TimeZoneInfo.ConvertTime(device.Seen, _client.Options.Time.LocalTimeZone):g}")}");
            Tell($"Devices of {_client.Account}: {devices.Count}. /revoke NAME logs one out.");
        });
    }));

    public void Revoke(string name)
    {
        if (name.Length > 0)
            _turns.Run(_ => TryAsync(() => _client.RevokeDeviceAsync(name), () => Tell($"{name} is logged out.")));
        else
            Complain("Try: /revoke NAME; /devices shows the names");
    }

    private void AskSecret(string prompt, Action<string> take)
    {
        Tell(prompt);
        _awaited = take;
        _screen.HideTyping();
    }

    private async Task TryAsync(Func<Task> work, Action? done = null)
    {
        try
        {
            await work();
            if (done is not null)
                _turns.Post(done);
        }
        catch (IOException refused)
        {
            _turns.Post(() => Complain(refused.Message.TrimEnd('.') + "."));
        }
    }

    private void Keep(LoginFile logins, Credentials? login)
    {
        try
        {
            logins.Keep(_client.Options.Address, login);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Complain($"This computer will not stay logged in: {e.Message}");
        }
    }
}
