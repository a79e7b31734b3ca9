using System.Text;
using Parley.Protocol;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Registration;

/// <summary><c>USER &lt;username&gt; 0 * :&lt;realname&gt;</c>: who somebody is besides the nickname.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#user-message. Replies 461, 462.</remarks>
internal static class UserCommand
{
    /// <summary>The longest user name with its '~' (ISUPPORT USERLEN).</summary>
    public const int MaxUsername = 11;

    public static CommandSpec Spec { get; } = new("USER", MinParams: 4, Access.Unregistered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string username = Clean(c.Text(0));
        if (username.Length == 0 || c.Bytes(3).Length == 0)
        {
            c.Reply.Numeric(Numeric.ErrNeedMoreParams, "USER", "Not enough parameters");
            return ValueTask.CompletedTask;
        }
        // The tilde says that nobody vouches for it: there is no ident.
        c.Session.Introduction.Username = $"~{username}";
        c.Session.Introduction.RealName = Utf8Text.DecodePrefix(c.Bytes(3).Span, c.Limits.RealNameBytes);
        return Welcome.TryRegisterAsync(c);
    }

    private static string Clean(string username)
    {
        var kept = new StringBuilder();
        foreach (char letter in username)
            if (char.IsAsciiLetterOrDigit(letter) || "-_.[]{}\\|^`".Contains(letter))
                kept.Append(letter);
        if (kept.Length == 0 && username.Length > 0)
            kept.Append("user");
        return kept.ToString(0, Math.Min(kept.Length, MaxUsername - 1));
    }
}
