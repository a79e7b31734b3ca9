using System.Buffers;

namespace Parley.Web.Text;

/// <summary>Reads a message's text into a tree. Nothing of it is ever markup of the page.</summary>
/// <remarks>
/// <para>A part of Markdown: code, code blocks, bold, italic, strike, quotes, lists, and spoilers; addresses become links, and there are no
/// other links. Anything else is text, and nothing is left out but the marks themselves.</para>
/// <para>The time it takes grows with the length, and nothing nests deeper than <see cref="DeepestQuote"/> quotes with four marks in them.</para>
/// </remarks>
internal sealed class TextParser
{
    /// <summary>How many quotes can stand in each other.</summary>
    public const int DeepestQuote = 4;

    private const string Fence = "```";
    private const int DeepestItem = 3;
    private const int MostDigits = 4;
    private const int NoNumber = -1;

    // What is read in a line, and what begins IRC's codes. Addresses and emoji have a colon.
    private static readonly SearchValues<char> Signs = SearchValues.Create("`*~|@#:\x7f" + string.Concat(Enumerable.Range(0, ' ').Select(static c => (char)c)));

    private readonly StyledText _styled;
    private readonly string _text;
    private readonly int _depth;
    private readonly List<(int Start, int End)> _lines = [];
    private readonly List<Block> _blocks = [];

    private TextParser(StyledText styled, int depth)
    {
        (_styled, _text, _depth) = (styled, styled.Value, depth);
        for (int start = 0; start <= _text.Length;)
        {
            int feed = _text.IndexOf('\n', start);
            int end = feed < 0 ? _text.Length : feed;
            _lines.Add((start, end));
            start = end + 1;
        }
    }

    /// <summary>Whether a text is one paragraph with nothing in it but text. Most are, and reading them would take most of the time that showing them takes.</summary>
    /// <returns>False: it may be one all the same.</returns>
    public static bool IsPlain(string raw)
    {
        if (raw.Length == 0 || !char.IsLetterOrDigit(raw[0]) || raw.AsSpan().ContainsAny(Signs) || raw.AsSpan().ContainsAnyInRange('\x80', '\x9F') || TextFold.Beginning(raw) is not null)
            return false;
        // "1." and "1)" begin a list.
        int word = raw.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return word <= 0 || raw[word] is not ('.' or ')');
    }

    /// <summary>Reads a text, with IRC's codes or without.</summary>
    public static IReadOnlyList<Block> Parse(string raw) => new TextParser(StyledText.Parse(raw), 0).Parse();

    private List<Block> Parse()
    {
        int line = 0;
        while (line < _lines.Count)
            line = Line(line).IsWhiteSpace() ? line + 1
                : IsFence(line) ? ReadCode(line)
                : IsQuote(line) ? ReadQuote(line)
                : IsItem(line, out _, out _, out _) ? ReadList(line)
                : ReadParagraph(line);
        return _blocks;
    }

    private ReadOnlySpan<char> Line(int line) => _text.AsSpan(_lines[line].Start, _lines[line].End - _lines[line].Start);

    // What is opened and closed in one line stands in the line.
    private bool IsFence(int line) => Line(line).StartsWith(Fence) && !Line(line)[Fence.Length..].Contains('`');

    private int ReadCode(int first)
    {
        string language = Line(first)[Fence.Length..].Trim().ToString();
        bool isLanguage = !language.Contains(' ');
        int last = first + 1;
        while (last < _lines.Count && !Line(last).TrimEnd().EndsWith(Fence))
            last++;
        var code = new List<string>();
        if (!isLanguage)
            code.Add(language);
        for (int line = first + 1; line < last; line++)
            code.Add(Line(line).ToString());
        if (last < _lines.Count && Line(last).TrimEnd()[..^Fence.Length] is { Length: > 0 } rest)
            code.Add(rest.ToString());
        _blocks.Add(new Block.Code(string.Join('\n', code), isLanguage ? language : ""));
        return last + 1;
    }

    private bool IsQuote(int line) => _depth < DeepestQuote && Line(line) is ">" or ['>', ' ', ..];

    private int ReadQuote(int first)
    {
        int end = first;
        var lines = new List<(int, int)>();
        for (; end < _lines.Count && IsQuote(end); end++)
            lines.Add((Math.Min(_lines[end].Start + 2, _lines[end].End), _lines[end].End));
        _blocks.Add(new Block.Quote(new TextParser(_styled.Lines(lines), _depth + 1).Parse()));
        return end;
    }

    private bool IsItem(int line, out int number, out int level, out int text)
    {
        ReadOnlySpan<char> whole = Line(line);
        int start = whole.Length - whole.TrimStart(' ').Length;
        (number, level, text) = (NoNumber, Math.Min(start / 2, DeepestItem), 0);
        ReadOnlySpan<char> rest = whole[start..];
        int digits = 0;
        while (digits < rest.Length && digits <= MostDigits && char.IsAsciiDigit(rest[digits]))
            digits++;
        bool isNumbered = digits is > 0 and <= MostDigits && (rest[0] != '0' || digits == 1) && rest.Length > digits && rest[digits] is '.' or ')';
        if (!isNumbered && (digits > 0 || rest is not (['-' or '*' or '•', ..])))
            return false;
        int mark = isNumbered ? digits + 1 : 1;
        if (isNumbered)
            number = int.Parse(rest[..digits], System.Globalization.CultureInfo.InvariantCulture);
        text = start + mark + 1;
        return rest.Length > mark + 1 && rest[mark] == ' ' && !rest[(mark + 1)..].IsWhiteSpace();
    }

    private int ReadList(int first)
    {
        IsItem(first, out int firstNumber, out _, out _);
        var items = new List<Block.Item>();
        int line = first;
        while (line < _lines.Count && IsItem(line, out int number, out int level, out int text) && (number == NoNumber) == (firstNumber == NoNumber))
        {
            var lines = new List<(int, int)> { (_lines[line].Start + text, _lines[line].End) };
            for (line++; line < _lines.Count && GoesOn(line); line++)
                lines.Add((_lines[line].Start + Line(line).IndexOfAnyExcept(' '), _lines[line].End));
            items.Add(new Block.Item(number, level, InlineParser.Parse(_styled.Lines(lines))));
        }
        _blocks.Add(new Block.List(firstNumber != NoNumber, items));
        return line;
    }

    // An indented line belongs to the item above.
    private bool GoesOn(int line) => Line(line) is [' ', ' ', ..] && !Line(line).IsWhiteSpace() && !IsItem(line, out _, out _, out _);

    private int ReadParagraph(int first)
    {
        int end = first + 1;
        while (end < _lines.Count && !Line(end).IsWhiteSpace() && !IsFence(end) && !IsQuote(end) && !IsItem(end, out _, out _, out _))
            end++;
        _blocks.Add(new Block.Paragraph(InlineParser.Parse(_styled.Lines(_lines[first..end]))));
        return end;
    }
}
