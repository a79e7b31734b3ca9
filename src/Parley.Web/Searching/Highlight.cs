namespace Parley.Web.Searching;

/// <summary>A part of a found text: searched for, or between.</summary>
internal readonly record struct Highlight(string Text, bool IsMatch)
{
    private const int MaxLength = 320, Before = 80;

    /// <summary>A text with the searched words in it marked; of a long text what stands around the first of them.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="words">What was searched for.</param>
    public static IReadOnlyList<Highlight> Split(string text, IReadOnlyList<SearchedWord> words)
    {
        var parts = new List<Highlight>();
        (text, bool cutStart, bool cutEnd) = Cut(text, words);
        if (cutStart)
            parts.Add(new("… ", false));
        int plain = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int length = MatchAt(text, at, words);
            if (length == 0)
                continue;
            if (at > plain)
                parts.Add(new(text[plain..at], false));
            parts.Add(new(text.Substring(at, length), true));
            plain = at + length;
            at = plain - 1;
        }
        if (plain < text.Length)
            parts.Add(new(text[plain..], false));
        if (cutEnd)
            parts.Add(new(" …", false));
        return parts;
    }

    private static (string Text, bool CutStart, bool CutEnd) Cut(string text, IReadOnlyList<SearchedWord> words)
    {
        if (text.Length <= MaxLength)
            return (text, false, false);
        int first = 0;
        while (first < text.Length && MatchAt(text, first, words) == 0)
            first++;
        int start = first == text.Length ? 0 : Math.Max(0, first - Before), end = Math.Min(text.Length, start + MaxLength);
        // A character beyond U+FFFF is never cut in two.
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start++;
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end++;
        return (text[start..end], start > 0, end < text.Length);
    }

    private static int MatchAt(string text, int at, IReadOnlyList<SearchedWord> words)
    {
        foreach (SearchedWord word in words)
        {
            if (!text.AsSpan(at).StartsWith(word.Text, StringComparison.OrdinalIgnoreCase))
                continue;
            int end = at + word.Text.Length;
            if (IsEdge(text, at) && (word.IsBeginning || IsEdge(text, end)))
                return word.Text.Length;
        }
        return 0;
    }

    // Scripts that write no spaces between words (all beyond U+2E80 here) have an edge everywhere.
    private static bool IsEdge(string text, int at)
        => at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]) || text[at - 1] >= '\u2E80' || text[at] >= '\u2E80';
}
