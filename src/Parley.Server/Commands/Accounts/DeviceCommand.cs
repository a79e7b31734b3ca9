using Parley.Core.Accounts;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Accounts;

/// <summary><c>DEVICE ADD :&lt;name&gt; | LIST | REVOKE :&lt;name&gt;</c>: the clients that the account lets in by a token in place of the password.</summary>
/// <remarks>
/// Source: docs/irc.md, "Devices"; the capability parley.chat/devices says that there is such a command. Replies <c>DEVICE ADD &lt;token&gt; :&lt;name&gt;</c>,
/// <c>DEVICE LIST &lt;created&gt; &lt;seen&gt; this|here|away :&lt;name&gt;</c> in a batch, <c>DEVICE REVOKE :&lt;name&gt;</c>; FAIL DEVICE ACCOUNT_REQUIRED,
/// INVALID_NAME, PASSWORD_REQUIRED, TOO_MANY, UNKNOWN_COMMAND, UNKNOWN_DEVICE; 461.
/// </remarks>
internal static class DeviceCommand
{
    private const string Verb = "DEVICE";
    private const string BatchType = "parley.chat/devices";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        if (c.Session.Account is null || await c.Server.Accounts.FindAsync(c.Session.Account) is not { } account)
            c.Reply.Fail(Verb, "ACCOUNT_REQUIRED", "", "Log in to an account first");
        else if (c.Text(0).ToUpperInvariant() is var asked && asked == "LIST")
            List(c, account);
        else if (asked is not ("ADD" or "REVOKE"))
            c.Reply.Fail(Verb, "UNKNOWN_COMMAND", c.Text(0), "There is no such subcommand");
        else if (!Device.IsName(c.TextOrEmpty(1)))
            c.Reply.Fail(Verb, "INVALID_NAME", asked, "A device has a name of visible characters");
        else if (asked == "ADD")
            await AddAsync(c, account, c.Text(1));
        else
            await RevokeAsync(c, account, c.Text(1));
    }

    private static async ValueTask AddAsync(CommandContext c, Account account, string name)
    {
        // A token that was stolen must not bring forth others, which outlive it.
        if (!c.Session.IsOwner)
        {
            c.Reply.Fail(Verb, "PASSWORD_REQUIRED", "ADD", "Log in with the password for this");
            return;
        }
        if (await c.Server.Accounts.AddDeviceAsync(account, name) is not var (device, token))
        {
            c.Reply.Fail(Verb, "TOO_MANY", "ADD", "The account has too many devices: revoke one");
            return;
        }
        // Who has come in by the password asks for itself.
        c.Session.Device ??= device;
        c.Reply.End(c.Reply.Begin("DEVICE"u8).Param("ADD").Param(token).Trailing(device.Name));
    }

    private static async ValueTask RevokeAsync(CommandContext c, Account account, string name)
    {
        if (await Devices.RevokeAsync(c, account, name) is { } revoked)
            c.Reply.End(c.Reply.Begin("DEVICE"u8).Param("REVOKE").Trailing(revoked.Name));
        else
            c.Reply.Fail(Verb, "UNKNOWN_DEVICE", "REVOKE", "The account has no device of that name");
    }

    private static void List(CommandContext c, Account account)
        => c.Reply.Batch(BatchType, "", "DEVICE"u8, [.. Devices.Of(c, account).Select(one
            => new[] { "LIST", ServerTime.Of(one.Device.Created), ServerTime.Of(one.Device.Seen), one.State.ToString().ToLowerInvariant(), one.Device.Name })]);
}
