namespace Parley.Core.Accounts;

public sealed partial class AccountDirectory
{
    /// <summary>Lets one more client in by a token.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="name">Found to be one: <see cref="Device.IsName"/>. If there is one of that name, a number is put behind it.</param>
    /// <returns>The device and its token, which is kept nowhere. Null: the account has as many devices as it may, or has gone.</returns>
    public async ValueTask<(Device Device, string Token)?> AddDeviceAsync(Account account, string name)
    {
        string token = DeviceToken.New();
        return await AddAsync(account, name, DeviceToken.HashOf(token)) is { } added ? (added, token) : null;
    }

    /// <summary>Lets in whoever shows a certificate.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="name">As for <see cref="AddDeviceAsync"/>.</param>
    /// <param name="fingerprint">The certificate's SHA-256, in hexadecimal digits.</param>
    /// <returns>The device. Null: the account has as many devices as it may, or has gone.</returns>
    public ValueTask<Device?> AddCertificateAsync(Account account, string name, string fingerprint) => AddAsync(account, name, Device.HashOfCertificate(fingerprint));

    private async ValueTask<Device?> AddAsync(Account account, string name, string hash)
    {
        DateTimeOffset now = time.GetUtcNow();
        Device? added = null;
        await store.ChangeAsync(account.Name, current =>
        {
            added = current.Created == account.Created ? current.Devices.FirstOrDefault(device => device.TokenHash == hash) : null;
            if (added is not null || current.Created != account.Created || current.Devices.Length >= MaxDevices)
                return current;
            added = new Device(FreeName(name, taken => current.FindDevice(taken) is not null), hash, now, now);
            return current with { Devices = current.Devices.Add(added) };
        });
        return added;
    }

    /// <summary>Lets a client in by its token no longer.</summary>
    /// <returns>The device that was; null: there is none of that name.</returns>
    public async ValueTask<Device?> RevokeDeviceAsync(Account account, string name)
    {
        Device? revoked = null;
        await store.ChangeAsync(account.Name, current =>
        {
            revoked = current.Created == account.Created ? current.FindDevice(name) : null;
            return revoked is null ? current : current with { Devices = current.Devices.Remove(revoked) };
        });
        return revoked;
    }

    /// <summary>A device has come or gone now.</summary>
    public void Saw(string account, Device device) => store.Saw(account, device.Name, time.GetUtcNow());

    private static string FreeName(string wanted, Predicate<string> isTaken)
    {
        string name = wanted;
        for (int number = 2; isTaken(name); number++)
        {
            string tail = $" {number}";
            name = wanted[..Math.Min(wanted.Length, Device.MaxName - tail.Length)].TrimEnd() + tail;
        }
        return name;
    }
}
