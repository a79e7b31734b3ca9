using Parley.Core.Accounts;
using Parley.Core.Users;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Accounts;
using Parley.Server.Commands.Users;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Operators;

/// <summary><c>OPER &lt;name&gt; &lt;password&gt;</c>: becomes an operator of the server.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#oper-message. Replies 381, MODE; 461, 464, 491 when there are no operators here at all.
/// Dear, and slower with each attempt that failed, so that nobody tries passwords fast.</remarks>
internal static class OperCommand
{
    public static CommandSpec Spec { get; } = new("OPER", MinParams: 2, Access.Registered, RunAsync, Cost: 20);

    private static async ValueTask RunAsync(CommandContext c)
    {
        (string name, string password) = (c.Text(0), c.Text(1));
        OperatorAccount[] all = c.Server.Options.Operators.All;
        if (all.Length == 0)
        {
            c.Reply.Numeric(Numeric.ErrNoOperHost, "Nobody can become an operator here");
            return;
        }
        OperatorAccount? account = all.FirstOrDefault(known => known.Name == name);
        // Somebody's verifier is tried for an unknown name too: that it is unknown must not be known by the time the answer takes.
        ScramVerifier verifier = (account ?? all[0]).Verifier;
        LoginKey[] keys = Login.KeysOf(c);
        if (c.Server.LoginBackoff.Begin(keys) is var wait && wait > TimeSpan.Zero)
        {
            c.Reply.Numeric(Numeric.ErrPasswdMismatch, $"Password not tried: {Login.TooMany(wait)}");
            return;
        }
        // What earlier commands said must not wait until the password has been hashed.
        c.Session.Flushes.Flush();
        bool matches = await c.Server.Accounts.MatchesAsync(verifier, password);
        if (account is null || !matches)
        {
            c.Reply.Numeric(Numeric.ErrPasswdMismatch, "Password incorrect");
            return;
        }
        c.Server.LoginBackoff.Succeeded(keys);
        c.Reply.Numeric(Numeric.RplYoureOper, "You are now an IRC operator");
        c.User.OperatorName = name;
        OwnModes.Set(c, c.User, c.User.Modes | UserModes.Operator);
    }
}
