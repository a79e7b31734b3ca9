namespace Parley.Web.Languages;

/// <summary>Cuts a text with places, <c>{0} is now {1}</c>, where names stand that must be drawn on their own: people's names may run the other way.</summary>
internal static class TextParts
{
    /// <summary>The parts in order: words, or a place such as <c>{0}</c>.</summary>
    public static IEnumerable<string> Of(string text)
    {
        int from = 0;
        for (int at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', from))
        {
            if (at > from)
                yield return text[from..at];
            from = text.IndexOf('}', at) + 1;
            if (from == 0)
                yield break;
            yield return text[at..from];
        }
        if (from < text.Length)
            yield return text[from..];
    }
}
