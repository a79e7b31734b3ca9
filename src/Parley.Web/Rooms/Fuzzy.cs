namespace Parley.Web.Rooms;

/// <summary>How well a few letters fit a name.</summary>
internal static class Fuzzy
{
    private const int Whole = 1000, Beginning = 800, Word = 600, Inside = 400, Scattered = 200;

    /// <summary>0 when the letters do not stand in the name in that order; else the higher the better. Nothing typed fits all alike.</summary>
    public static int Score(string typed, string name)
    {
        ReadOnlySpan<char> sought = typed.AsSpan().Trim().TrimStart('#'), text = name.AsSpan().TrimStart('#');
        if (sought.Length == 0)
            return 1;
        int at = text.IndexOf(sought, StringComparison.OrdinalIgnoreCase);
        // Of two that fit alike the shorter is meant more often.
        int shortness = Math.Max(0, 100 - text.Length);
        if (at == 0)
            return (text.Length == sought.Length ? Whole : Beginning) + shortness;
        if (at > 0)
            return (BeginsWord(text, sought) ? Word : Inside) + shortness;
        return Gaps(text, sought) is { } gaps ? Math.Max(1, Scattered - gaps) : 0;
    }

    private static bool BeginsWord(ReadOnlySpan<char> text, ReadOnlySpan<char> sought)
    {
        for (int i = 1; i + sought.Length <= text.Length; i++)
            if (!char.IsLetterOrDigit(text[i - 1]) && text[i..].StartsWith(sought, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // How many letters stand between those sought; null: they do not stand there in that order.
    private static int? Gaps(ReadOnlySpan<char> text, ReadOnlySpan<char> sought)
    {
        int next = 0, first = -1, last = 0;
        for (int i = 0; i < text.Length && next < sought.Length; i++)
            if (char.ToUpperInvariant(text[i]) == char.ToUpperInvariant(sought[next]))
            {
                next++;
                last = i;
                first = first < 0 ? i : first;
            }
        return next == sought.Length ? last - first + 1 - sought.Length : null;
    }
}
