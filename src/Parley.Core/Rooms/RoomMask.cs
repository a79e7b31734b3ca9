using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

/// <summary>A mask of a room's lists: of a user's name and host, <c>a:account</c>, or <c>m:mask</c>, which concerns speaking only.</summary>
/// <remarks>
/// Extended masks have no prefix, so ISUPPORT has <c>EXTBAN=,am</c>. Source: https://modern.ircdocs.horse/#extban-parameter,
/// https://ircv3.net/specs/extensions/account-extban.
/// </remarks>
public sealed class RoomMask
{
    /// <summary>The value of the ISUPPORT parameter EXTBAN.</summary>
    public const string Extban = ",am";

    /// <summary>The value of the ISUPPORT parameter ACCOUNTEXTBAN.</summary>
    public const string AccountExtban = "a,account";

    private const string Mute = "m:";
    private static readonly string[] OfAccounts = ["a:", "account:"];

    private readonly string _folded;
    private readonly bool _isOfAccount;

    private RoomMask(string prefix, string pattern, bool isMute, bool isOfAccount)
        => (Text, _folded, IsMute, _isOfAccount) = (prefix + pattern, Casemapping.Fold(pattern), isMute, isOfAccount);

    /// <summary>The mask in full; what was left out is <c>*</c>.</summary>
    public string Text { get; }

    /// <summary>Whether it concerns speaking only, and not coming in.</summary>
    public bool IsMute { get; }

    /// <summary>Reads a mask; null when it is none: empty, with a space, or an extended mask of nothing.</summary>
    public static RoomMask? Parse(string text)
    {
        if (text.Contains(' '))
            return null;
        bool isMute = text.StartsWith(Mute, StringComparison.OrdinalIgnoreCase);
        string inner = isMute ? text[Mute.Length..] : text;
        if (inner.Length == 0 || inner[0] == ':')
            return null;
        foreach (string prefix in OfAccounts)
            if (inner.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsAccount(inner[prefix.Length..]))
                return inner.Length == prefix.Length ? null : new((isMute ? Mute : "") + prefix, inner[prefix.Length..], isMute, isOfAccount: true);
        return new(isMute ? Mute : "", Glob.Complete(inner), isMute, isOfAccount: false);
    }

    /// <summary>Whether the user fits it. A guest has no account to fit.</summary>
    public bool Matches(User user)
        => (_isOfAccount ? user.Account : user.Mask) is { } text && Glob.MatchesFolded(_folded, Casemapping.Fold(text));

    /// <summary>Whether somebody who has only a name and a host, and no account, fits it.</summary>
    public bool Matches(string source) => !_isOfAccount && Glob.MatchesFolded(_folded, Casemapping.Fold(source));

    /// <summary>Whether both mean the same.</summary>
    public bool IsSame(RoomMask other) => Casemapping.Same(Text, other.Text);

    // With another colon, or as a mask in full, it is an IPv6 address or a nickname that begins alike.
    private static bool IsAccount(string rest) => rest.AsSpan().IndexOfAny(":!@") < 0;
}

/// <summary>An entry of a room's lists.</summary>
/// <param name="Mask">Whom it concerns.</param>
/// <param name="SetBy">The mask of who set it.</param>
/// <param name="At">When.</param>
public sealed record Ban(RoomMask Mask, string SetBy, DateTimeOffset At)
{
    /// <summary>Why. Null: not said.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself. Null: it stays until somebody lifts it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded(DateTimeOffset now) => Until <= now;
}
