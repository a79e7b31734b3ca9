using Parley.Core.Accounts;
using Parley.Core.Users;

namespace Parley.Server.Commands.Metadata;

/// <summary>Metadata of those who have logged in stays with their account.</summary>
internal static class AccountMetadata
{
    /// <summary>A user who is just coming has what the account has, but for what the client said itself.</summary>
    public static async ValueTask StartAsync(CommandContext c, User user)
    {
        if (user.Account is { } name && await c.Server.Accounts.FindAsync(name) is { } account)
            foreach ((string key, string value) in account.Metadata)
                user.Metadata.Set(key, value, c.Limits.MetadataKeys);
        if (c.Session.Introduction.Metadata.Values is not { IsEmpty: false } said)
            return;
        foreach ((string key, string value) in said)
            user.Metadata.Set(key, value, c.Limits.MetadataKeys);
        await KeepAsync(c, user);
    }

    /// <summary>A user who is here has logged in: what the account has and the user has not said otherwise is the user's too.</summary>
    public static async ValueTask JoinAsync(CommandContext c, User user, Account account)
    {
        foreach ((string key, string value) in account.Metadata.Where(entry => !user.Metadata.Values.ContainsKey(entry.Key)))
            MetadataValues.Set(c, user, key, value);
        // Most often nothing is new, and a login need not wait for the disk.
        if (!user.Metadata.Values.SequenceEqual(account.Metadata))
            await KeepAsync(c, user);
    }

    /// <summary>Keeps what a user tells now, if the user has logged in.</summary>
    public static async ValueTask KeepAsync(CommandContext c, User user)
    {
        if (user.Account is { } account)
            await c.Server.Accounts.SetMetadataAsync(account, user.Metadata.Values);
    }
}
