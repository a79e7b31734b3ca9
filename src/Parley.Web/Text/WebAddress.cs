namespace Parley.Web.Text;

/// <summary>Finds addresses in a text. Only whole ones of the schemes here become links.</summary>
internal static class WebAddress
{
    // What comes behind an address at the end of a sentence, or closes marks around it.
    private const string Enders = ".,;:!?'\"*~|`";

    private const int Longest = 2000;

    private static readonly string[] Schemes = ["https://", "http://", "ircs://", "irc://", "mailto:"];

    /// <summary>Whether an address begins at that position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The position.</param>
    /// <param name="end">Where what looks like an address ends, also when it is none. The same as the position: nothing looks like one.</param>
    /// <param name="address">Where it leads; null: nowhere.</param>
    public static bool TryRead(string text, int start, out int end, out string? address)
    {
        (end, address) = (start, null);
        if ((start > 0 && char.IsLetterOrDigit(text[start - 1])) || !BeginsAddress(text.AsSpan(start)))
            return false;
        end = EndOf(text, start);
        if (end - start <= Longest && Uri.TryCreate(text[start..end], UriKind.Absolute, out Uri? link) && (link.Scheme == Uri.UriSchemeMailto ? link.UserInfo.Length > 0 : link.Host.Length > 0))
            address = link.AbsoluteUri;
        return address is not null;
    }

    private static bool BeginsAddress(ReadOnlySpan<char> text)
    {
        foreach (string scheme in Schemes)
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static int EndOf(string text, int start)
    {
        int end = start;
        var open = new Balance();
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]) && text[end] is not ('<' or '>' or '"'))
            open.Add(text[end++], 1);

        // "(see https://x.test/a)." ends before the bracket, "https://x.test/a_(b)" after it.
        while (end > start && (Enders.Contains(text[end - 1]) || open.IsUnopened(text[end - 1])))
            open.Add(text[--end], -1);
        return end;
    }

    // How many more brackets are opened than closed.
    private struct Balance
    {
        private int _round;
        private int _square;

        public void Add(char c, int step)
        {
            _round += c == '(' ? step : c == ')' ? -step : 0;
            _square += c == '[' ? step : c == ']' ? -step : 0;
        }

        public readonly bool IsUnopened(char c) => (c == ')' && _round < 0) || (c == ']' && _square < 0);
    }
}
