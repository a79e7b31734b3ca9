namespace Parley.Web.Messages;

/// <summary>A part of a message's text: plain, or a link when <see cref="Link"/> is not null.</summary>
internal readonly record struct TextPiece(string Text, string? Link)
{
    private const string Enders = ".,;:!?'\"";

    /// <summary>Cuts a text into plain parts and links. Only whole <c>http</c> and <c>https</c> addresses become links.</summary>
    public static IEnumerable<TextPiece> Split(string text)
    {
        int plain = 0;
        for (int at = NextAddress(text, 0); at >= 0; at = NextAddress(text, at))
        {
            int end = EndOfAddress(text, at);
            string address = text[at..end];
            if (Uri.TryCreate(address, UriKind.Absolute, out Uri? link) && link.Host.Length > 0)
            {
                if (at > plain)
                    yield return new(text[plain..at], null);
                yield return new(address, link.AbsoluteUri);
                plain = end;
            }

            at = end;
        }

        if (plain < text.Length)
            yield return new(text[plain..], null);
    }

    private static int NextAddress(string text, int from)
    {
        for (int at = text.IndexOf("http", from, StringComparison.OrdinalIgnoreCase);
             at >= 0;
             at = text.IndexOf("http", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            bool whole = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            if (whole && (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
                return at;
        }

        return -1;
    }

    private static int EndOfAddress(string text, int start)
    {
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]) && text[end] is not ('<' or '>' or '"'))
            end++;

        // "(see https://x.test/a)." ends before the bracket, "https://x.test/a_(b)" after it.
        while (end > start && (Enders.Contains(text[end - 1]) || IsUnopened(text.AsSpan(start, end - start))))
            end--;
        return end;
    }

    private static bool IsUnopened(ReadOnlySpan<char> address) => address[^1] switch
    {
        ')' => address.Count('(') < address.Count(')'),
        ']' => address.Count('[') < address.Count(']'),
        _ => false,
    };
}
