using System.Globalization;
using System.Text;

namespace Parley.Web.Text;

/// <summary>A text without formatting codes, and how each part of it looks by those it had.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/formatting. What a code says ends with its line.</remarks>
internal sealed class StyledText
{
    private readonly List<(int Start, TextStyle Style)> _styles = [];

    private StyledText(string text) => Value = text;

    /// <summary>The text: no controls are in it but line feeds and tabs.</summary>
    public string Value { get; private init; }

    /// <summary>Reads the codes.</summary>
    public static StyledText Parse(string raw)
    {
        if (!raw.Any(char.IsControl))
            return new StyledText(raw);
        var text = new StringBuilder(raw.Length);
        var styles = new List<(int, TextStyle)>();
        TextStyle style = default;
        for (int i = 0; i < raw.Length; i++)
        {
            if (!char.IsControl(raw[i]) || raw[i] is '\t' or '\n')
                text.Append(raw[i]);
            TextStyle next = raw[i] == '\n' ? default : Next(style, raw, ref i);
            if (next != style)
                styles.Add((text.Length, style = next));
        }
        var parsed = new StyledText(text.ToString());
        parsed._styles.AddRange(styles);
        return parsed;
    }

    /// <summary>Some lines of it, each from a position of it on, as a text of their own.</summary>
    public StyledText Lines(IReadOnlyList<(int Start, int End)> lines)
    {
        if (_styles.Count == 0)
            return new StyledText(string.Join('\n', lines.Select(line => Value[line.Start..line.End])));
        var text = new StringBuilder();
        var styles = new List<(int, TextStyle)>();
        foreach ((int start, int end) in lines)
        {
            if (text.Length > 0 || styles.Count > 0)
                text.Append('\n');
            foreach ((int from, int to, TextStyle style) in Parts(start, end))
            {
                styles.Add((text.Length, style));
                text.Append(Value, from, to - from);
            }
            styles.Add((text.Length, default));
        }
        var cut = new StyledText(text.ToString());
        cut._styles.AddRange(styles);
        return cut;
    }

    /// <summary>The parts of a stretch of it, each of one style, in order.</summary>
    public IEnumerable<(int Start, int End, TextStyle Style)> Parts(int start, int end)
    {
        int next = FirstAfter(start);
        TextStyle style = next > 0 ? _styles[next - 1].Style : default;
        for (; next < _styles.Count && _styles[next].Start < end; next++)
        {
            if (_styles[next].Start > start)
                yield return (start, _styles[next].Start, style);
            (start, style) = (Math.Max(start, _styles[next].Start), _styles[next].Style);
        }
        if (start < end)
            yield return (start, end, style);
    }

    private int FirstAfter(int position)
    {
        int low = 0, high = _styles.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_styles[middle].Start <= position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static TextStyle Next(TextStyle style, string raw, ref int at) => raw[at] switch
    {
        '\x02' => Toggle(style, TextFormat.Bold),
        '\x1D' => Toggle(style, TextFormat.Italic),
        '\x1F' => Toggle(style, TextFormat.Underline),
        '\x1E' => Toggle(style, TextFormat.Strike),
        '\x11' => Toggle(style, TextFormat.Monospace),
        '\x16' => Toggle(style, TextFormat.Reverse),
        '\x0F' => default,
        '\x03' => Color(style, raw, ref at, digits: 2, static text => Indexed(text)),
        '\x04' => Color(style, raw, ref at, digits: 6, static text => text.Length == 6 ? IrcPalette.Nearest(int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) : null),
        _ => style,
    };

    private static TextStyle Toggle(TextStyle style, TextFormat format) => style with { Format = style.Format ^ format };

    // 99 is the colour of the page.
    private static int? Indexed(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is var color && color < IrcPalette.Count ? color : null;

    private delegate int? ReadColor(ReadOnlySpan<char> text);

    // <code>[foreground[,background]]: a comma belongs to it only when a background follows; nothing at all ends both.
    private static TextStyle Color(TextStyle style, string raw, ref int at, int digits, ReadColor read)
    {
        ReadOnlySpan<char> front = Digits(raw, at + 1, digits);
        if (front.Length == 0)
            return style with { Foreground = null, Background = null };
        at += front.Length;
        style = style with { Foreground = read(front) };
        if (at + 1 < raw.Length && raw[at + 1] == ',' && Digits(raw, at + 2, digits) is { Length: > 0 } back)
        {
            at += 1 + back.Length;
            style = style with { Background = read(back) };
        }
        return style;
    }

    private static ReadOnlySpan<char> Digits(string raw, int start, int most)
    {
        int end = start;
        while (end < raw.Length && end - start < most && (most > 2 ? char.IsAsciiHexDigit(raw[end]) : char.IsAsciiDigit(raw[end])))
            end++;
        return start < end ? raw.AsSpan(start, end - start) : default;
    }
}
