namespace Parley.Client.Messages;

/// <summary>Whether a text speaks to somebody.</summary>
public static class Mention
{
    private const string NicknameSigns = "_-[]\\`^{}|";

    /// <summary>Where the text names that nickname as a word of its own, large or small, with or without <c>@</c> before it; -1: nowhere.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="nickname">The nickname; empty is named nowhere.</param>
    /// <param name="from">Where the search begins.</param>
    public static int Find(string text, string nickname, int from = 0)
    {
        if (nickname.Length == 0)
            return -1;
        int at = text.IndexOf(nickname, from, StringComparison.OrdinalIgnoreCase);
        while (at >= 0 && (Joins(text, at - 1) || Joins(text, at + nickname.Length)))
            at = text.IndexOf(nickname, at + 1, StringComparison.OrdinalIgnoreCase);
        return at;
    }

    /// <summary>Whether the text names that nickname.</summary>
    public static bool Names(string text, string nickname) => Find(text, nickname) >= 0;

    // "ada" is not named by "adamant", "ada-2" and "@ada_"; it is by "ada:" and "(ada)". Han, Thai and the like set no spaces between words.
    private static bool Joins(string text, int index)
        => index >= 0 && index < text.Length && (NicknameSigns.Contains(text[index]) || (char.IsLetterOrDigit(text[index]) && !IsUnspaced(text[index])));

    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uF900' and <= '\uFAFF');
}
