namespace Parley.Web.Text;

/// <summary>Cuts long messages short until the reader asks for all.</summary>
internal static class TextFold
{
    private const int MostLines = 20;
    private const int MostCharacters = 2000;
    private const int LongestWord = 100;

    /// <summary>The beginning of a long text, cut at a line or between words; null: it is not long.</summary>
    public static string? Beginning(string text)
    {
        int end = text.Length;
        int at = -1;
        for (int lines = 0; lines < MostLines && (at = text.IndexOf('\n', at + 1)) >= 0; lines++)
            if (lines == MostLines - 1)
                end = at;
        if (end > MostCharacters)
            end = Break(text);
        return end < text.Length ? text[..end].TrimEnd() : null;
    }

    /// <summary>A beginning with an end to what is hidden in it, so that the cut shows none of that.</summary>
    public static string Close(string beginning)
    {
        int paragraph = Math.Max(0, beginning.LastIndexOf("\n\n", StringComparison.Ordinal));
        return beginning.AsSpan(paragraph).Count("||") % 2 == 0 ? beginning : beginning + "||";
    }

    private static int Break(string text)
    {
        int space = text.LastIndexOfAny([' ', '\n'], MostCharacters - 1, LongestWord);
        return space > 0 ? space : char.IsLowSurrogate(text[MostCharacters]) ? MostCharacters - 1 : MostCharacters;
    }
}
