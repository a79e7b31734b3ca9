using Parley.Core.Accounts;
using Parley.Protocol.Names;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Accounts;

/// <summary>The devices of an account, by whatever command they are looked after.</summary>
internal static class Devices
{
    /// <summary>The account's devices, and where each of them is.</summary>
    /// <param name="c">Who asks.</param>
    /// <param name="account">The account of the session.</param>
    public static IEnumerable<(Device Device, DeviceState State)> Of(CommandContext c, Account account)
    {
        foreach (Device device in account.Devices)
            yield return (device, c.Session.Device?.TokenHash == device.TokenHash ? DeviceState.This
                : SessionsOf(c.Server, account.Name, device).Any() ? DeviceState.Here
                : DeviceState.Away);
    }

    /// <summary>Lets a device in no longer: its connections end, but for the one that asks.</summary>
    /// <returns>The device that was; null: there is none of that name.</returns>
    public static async ValueTask<Device?> RevokeAsync(CommandContext c, Account account, string name)
    {
        if (await c.Server.Accounts.RevokeDeviceAsync(account, name) is not { } revoked)
            return null;
        c.Server.Pushes?.Subscriptions.Forget(account.Name, subscription => subscription.Device == revoked.TokenHash);
        foreach (Session session in SessionsOf(c.Server, account.Name, revoked))
            if (session == c.Session)
                session.Device = null;
            else
                session.Close("Its device was revoked");
        return revoked;
    }

    private static IEnumerable<Session> SessionsOf(ServerState server, string account, Device device)
        => server.Sessions.All.Where(session => session.Device?.TokenHash == device.TokenHash && session.Account is { } name && Casemapping.Same(name, account));
}

/// <summary>Where a device is.</summary>
internal enum DeviceState
{
    /// <summary>It is not connected.</summary>
    Away,

    /// <summary>It is connected.</summary>
    Here,

    /// <summary>It is the one that asks.</summary>
    This,
}
