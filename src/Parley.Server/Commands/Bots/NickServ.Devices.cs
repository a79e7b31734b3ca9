using Parley.Core.Accounts;
using Parley.Server.Commands.Accounts;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Bots;

internal static partial class NickServ
{
    private static ValueTask SessionsAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        Session[] sessions = [.. c.Server.Sessions.Of(c.User).OrderBy(session => session.Opened)];
        foreach (Session session in sessions)
        {
            DateTimeOffset since = c.Server.Time.GetUtcNow() - c.Server.Time.GetElapsedTime(session.Opened);
            string how = session.Device is { } device ? $"the device {device.Name}" : session.PasskeyId is null ? "the password" : "a passkey";
            talk.Say($"From {session.Endpoints.Host} since {since:yyyy-MM-dd HH:mm:ss} UTC, by {how}{(session == c.Session ? " (this one)" : "")}");
        }
        talk.Say($"Connections: {sessions.Length}");
        return ValueTask.CompletedTask;
    }

    private static async ValueTask DeviceAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        string what = talk.Args.Count == 0 ? "LIST" : talk.Args[0].ToUpperInvariant(), name = string.Join(' ', talk.Args.Skip(1));
        if (await c.Server.Accounts.FindAsync(talk.Account) is not { } account)
            talk.Say($"There is no account {talk.Account}");
        else if (what == "LIST")
            ListDevices(talk, account);
        else if (what is not ("ADD" or "REVOKE") || !Device.IsName(name))
            talk.Say($"It is: DEVICE LIST, DEVICE ADD <name>, or DEVICE REVOKE <name>; a name has at most {Device.MaxName} characters");
        else if (what == "REVOKE")
            talk.Say(await Devices.RevokeAsync(c, account, name) is { } revoked ? $"{revoked.Name} is no device of yours any more" : $"You have no device {name}");
        else if (!c.Session.IsOwner)
            talk.Say(NotByToken);
        else if (await c.Server.Accounts.AddDeviceAsync(account, name) is var (device, token))
            talk.Say($"{device.Name} logs in with this in place of your password, which nobody can show you again: {token}");
        else
            talk.Say($"You have {AccountDirectory.MaxDevices} devices, and more you may not");
    }

    private static void ListDevices(BotTalk talk, Account account)
    {
        foreach ((Device device, DeviceState state) in Devices.Of(talk.Context, account))
        {
            string where = state switch { DeviceState.This => "this one", DeviceState.Here => "here now", _ => $"last seen {device.Seen:yyyy-MM-dd HH:mm:ss} UTC" };
            talk.Say($"{device.Name}: added {device.Created:yyyy-MM-dd HH:mm:ss} UTC, {where}");
        }
        talk.Say($"Devices: {account.Devices.Length}");
    }
}
