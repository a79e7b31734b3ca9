using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

/// <summary>Matches masks with * (any characters) and ? (any one).</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#wildcard-expressions. Time grows with mask times text at worst, never exponentially.</remarks>
public static class Glob
{
    /// <summary>Whether the text fits the mask; both are folded first.</summary>
    public static bool Matches(string mask, string text) => MatchesFolded(Casemapping.Fold(mask), Casemapping.Fold(text));

    /// <summary>Whether a text fits a mask, both folded already.</summary>
    public static bool MatchesFolded(ReadOnlySpan<char> m, ReadOnlySpan<char> t)
    {
        int i = 0, j = 0, star = -1, resume = 0;
        while (j < t.Length)
        {
            if (i < m.Length && m[i] == '*')
                (star, resume) = (i++, j);
            else if (i < m.Length && (m[i] == '?' || m[i] == t[j]))
                (i, j) = (i + 1, j + 1);
            else if (star >= 0)
                (i, j) = (star + 1, ++resume);
            else
                return false;
        }
        return m[i..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Completes a mask to <c>nick!user@host</c>: what is missing is *.</summary>
    public static string Complete(string mask)
    {
        SourceMask parts = SourceMask.Parse(mask);
        return parts switch
        {
            (_, null, null) when mask.AsSpan().IndexOfAny('.', ':') >= 0 => $"*!*@{mask}",
            (var user, null, not null) => $"*!{OrStar(user)}@{OrStar(parts.Host)}",
            _ => $"{OrStar(parts.Nickname)}!{OrStar(parts.Username)}@{OrStar(parts.Host)}",
        };

        static string OrStar(string? part) => string.IsNullOrEmpty(part) ? "*" : part;
    }
}
