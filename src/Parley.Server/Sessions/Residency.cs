using System.Globalization;
using Parley.Core.Accounts;
using Parley.Core.Users;
using Parley.Server.Commands.Accounts;

namespace Parley.Server.Sessions;

/// <summary>Users who stay without a connection: they come back when the server starts, and leave when nobody was there for long.</summary>
/// <remarks>docs/adr/0010.</remarks>
internal static class Residency
{
    /// <summary>How often it is looked for those who were away for too long.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>Puts everybody back where they were. Before anybody comes.</summary>
    public static async ValueTask RestoreAsync(ServerState server)
    {
        DateTimeOffset now = server.Time.GetUtcNow();
        foreach (Resident resident in server.Residents.Load())
            if (await server.Accounts.FindAsync(resident.Account) is not { Suspended: null } account || !Persistence.IsOn(server, account)
                || IsTooLong(server, resident.AloneSince, now) || !TryRestore(server, resident, account, now))
                server.Residents.Forget(resident.Account);
    }

    /// <summary>Lets those go for whom nobody was there for too long.</summary>
    public static async Task SweepAsync(ServerState server)
    {
        DateTimeOffset now = server.Time.GetUtcNow();
        User[] gone = [.. server.Users.All.Where(user => user.IsAlwaysOn && server.Sessions.Of(user).Length == 0 && IsTooLong(server, user.AloneSince, now))];
        if (gone.Length == 0)
            return;
        await House.ActAsync(server, house =>
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"Not here for {server.Options.Accounts.AlwaysOnDays} days");
            foreach (User user in gone)
                Departure.Dismiss(server, user, house, reason);
            return default;
        });
    }

    private static bool IsTooLong(ServerState server, DateTimeOffset? aloneSince, DateTimeOffset now)
        => server.Options.Accounts.AlwaysOnDays is > 0 and var days && aloneSince + TimeSpan.FromDays(days) <= now;

    private static bool TryRestore(ServerState server, Resident resident, Account account, DateTimeOffset now)
    {
        var user = new User(resident.Username, resident.Host, resident.RealName, resident.Since)
        {
            Address = resident.Address,
            Modes = resident.Modes,
            // Who was connected when the server ended is not now, and has missed nothing yet.
            Away = resident.Away is null or Presence.Unspecified ? Presence.NotConnected : resident.Away,
            AloneSince = resident.AloneSince ?? now,
            IsAlwaysOn = true,
        };
        user.Metadata.Restore(account.Metadata);
        server.Sessions.Register(user);
        if (!server.Users.TryAdd(user, resident.Nickname, account.Name))
        {
            server.Sessions.TryDismiss(user);
            return false;
        }
        foreach (Home home in resident.Homes)
            server.Rooms.Return(user, home);
        server.Residents.Touch(user);
        return true;
    }
}
