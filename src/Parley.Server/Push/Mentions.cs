using Parley.Core.Users;

namespace Parley.Server.Push;

/// <summary>Whom a text names: by a nickname as a word of its own, in any case, with or without <c>@</c>.</summary>
internal static class Mentions
{
    // What may be part of a nickname besides letters and digits, and ends words all the same when it stands at an end: "bob_" and "[bob]".
    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' or '-' or '[' or ']' or '\\' or '`' or '^' or '{' or '}' or '|' || char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Everybody who is named, each once.</summary>
    public static HashSet<User> In(string text, UserDirectory users)
    {
        var named = new HashSet<User>();
        for (int start = 0; start < text.Length;)
        {
            int length = 0;
            while (start + length < text.Length && IsPart(text[start + length]))
                length++;
            if (length > 0 && Find(text.Substring(start, length), users) is { } user)
                named.Add(user);
            start += length + 1;
        }
        return named;
    }

    private static User? Find(string word, UserDirectory users)
        => users.TryFind(word, out User? user) || (word.Trim('_', '-', '[', ']', '`', '{', '}', '|') is var bare && bare.Length != word.Length && users.TryFind(bare, out user)) ? user : null;
}
