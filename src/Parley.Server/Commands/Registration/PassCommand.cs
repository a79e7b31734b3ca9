using System.Security.Cryptography;
using System.Text;
using Parley.Core.Accounts;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Registration;

/// <summary><c>PASS &lt;password&gt;</c>: gives the server's password (<see cref="Settings.NetworkOptions.Password"/>), before registration is complete.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#pass-message. The last one counts. Replies 461, 462; 464 and the end of the connection
/// when registration is complete and it was not the right one. Where no password is asked for, any will do.</remarks>
internal static class PassCommand
{
    public static CommandSpec Spec { get; } = new("PASS", MinParams: 1, Access.Unregistered, Run);

    private static ValueTask Run(CommandContext c)
    {
        (c.Session.Introduction.Password, c.Session.Introduction.Fitted) = (c.Text(0), null);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the session may come in as far as the password goes. If not, it is told so, and closed.</summary>
    public static async ValueTask<bool> IsLetInAsync(CommandContext c)
    {
        if (c.Server.Options.Network.Password is not { } wanted)
            return true;
        // Hashing is dear, and a client may try many nicknames.
        if (c.Session.Introduction.Fitted == wanted)
            return true;
        string given = c.Session.Introduction.Password ?? "";
        if (await Task.Run(() => Matches(wanted, given)))
        {
            c.Session.Introduction.Fitted = wanted;
            return true;
        }
        c.Reply.Numeric(Numeric.ErrPasswdMismatch, "Password incorrect");
        c.Session.Close("Password incorrect");
        return false;
    }

    /// <summary>Whether the password is the one that the setting holds, plain or hashed. Not on an I/O thread.</summary>
    public static bool Matches(string wanted, string given)
        => ScramVerifier.TryParse(wanted, out ScramVerifier? verifier)
            ? verifier.Matches(given)
            : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(given));
}
