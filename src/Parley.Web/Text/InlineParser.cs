using System.Buffers;

namespace Parley.Web.Text;

/// <summary>Reads what stands in lines: marks, code, addresses, names.</summary>
/// <remarks>One pass: what was read is not read again, but for backticks that close nothing, three times at most. Of each mark one can be
/// open at a time, so nothing nests deeper than there are marks.</remarks>
internal sealed class InlineParser
{
    private const int LongestEmoji = 40;
    private const int LongestName = 64;
    private const int LongestTicks = 3;
    private const string SignsOfNames = "_-[]\\`^{}|";

    // Where something may begin: addresses only where there is a colon.
    private static readonly SearchValues<char> Signs = SearchValues.Create("`*~|@#:"), SignsAndSchemes = SearchValues.Create("`*~|@#:hHiImM");

    private readonly StyledText _styled;
    private readonly string _text;
    private readonly List<Frame> _open = [];
    private readonly bool[] _unclosed = new bool[LongestTicks + 1];
    private List<Inline> _content = [];
    private int _at;
    private int _plain;

    private InlineParser(StyledText styled) => (_styled, _text) = (styled, styled.Value);

    /// <summary>Reads a text.</summary>
    public static IReadOnlyList<Inline> Parse(StyledText text) => new InlineParser(text).Parse();

    private List<Inline> Parse()
    {
        SearchValues<char> signs = _text.Contains(':') ? SignsAndSchemes : Signs;
        while (_text.AsSpan(_at).IndexOfAny(signs) is >= 0 and int next)
        {
            int start = _at += next;
            if (Read(_text[_at]) is { } found)
                Add(start, found);
            else if (_at == start)
                _at++;
        }
        Flush(_text.Length);
        while (_open.Count > 0)
            GiveUp();
        return _content;
    }

    // Null with the position moved on: it is plain text up to there, or a mark that was taken.
    private Inline? Read(char c) => c switch
    {
        '`' => ReadCode(),
        '*' or '~' or '|' => ReadMark(c),
        '@' => ReadMention(),
        '#' => ReadRoom(),
        ':' => ReadEmoji(),
        'h' or 'H' or 'i' or 'I' or 'm' or 'M' => ReadLink(),
        _ => null,
    };

    private Inline.Code? ReadCode()
    {
        int ticks = RunLength(_at);
        int start = _at + ticks;
        if (ticks <= LongestTicks && !_unclosed[ticks])
        {
            for (int end = _text.IndexOf('`', start); end >= 0; end = _text.IndexOf('`', end))
            {
                int length = RunLength(end);
                if (length == ticks)
                {
                    _at = end + ticks;
                    return new Inline.Code(Unpadded(_text[start..end]));
                }
                end += length;
                if (end >= _text.Length)
                    break;
            }
            _unclosed[ticks] = true;
        }
        _at = start;
        return null;
    }

    // `` `a` `` is how a backtick itself is written.
    private static string Unpadded(string code) => code.Length > 2 && code[0] == ' ' && code[^1] == ' ' && code.Trim().Length > 0 ? code[1..^1] : code;

    private Inline.Marked? ReadMark(char c)
    {
        int run = RunLength(_at);
        bool isStar = c == '*';
        if (run > (isStar ? 3 : 2) || (!isStar && run != 2))
        {
            _at += run;
            return null;
        }
        bool single = isStar && (run == 1 || (run == 3 && _open is [.., { Mark: Mark.Italic }]));
        Mark mark = c == '~' ? Mark.Strike : c == '|' ? Mark.Spoiler : single ? Mark.Italic : Mark.Bold;
        int length = single ? 1 : 2, start = _at, end = _at + length;
        int opened = _open.FindIndex(frame => frame.Mark == mark);
        if (opened >= 0 && _open[opened].End < start && Closes(mark, start, _at + run))
            return Close(opened, start, end);
        if (opened < 0 && Opens(mark, start, _at + run))
        {
            Flush(start);
            _open.Add(new Frame(mark, start, end, _content));
            (_content, _plain) = ([], end);
        }
        _at = end;
        return null;
    }

    private bool Opens(Mark mark, int start, int end)
        => end < _text.Length && !char.IsWhiteSpace(_text[end]) && (mark != Mark.Italic || start == 0 || !char.IsAsciiLetterOrDigit(_text[start - 1]));

    private bool Closes(Mark mark, int start, int end)
        => !char.IsWhiteSpace(_text[start - 1]) && (mark != Mark.Italic || end == _text.Length || !char.IsAsciiLetterOrDigit(_text[end]));

    private Inline.Marked Close(int opened, int start, int end)
    {
        Flush(start);
        while (_open.Count > opened + 1)
            GiveUp();
        List<Inline> content = _content;
        Frame frame = _open[opened];
        _open.RemoveAt(opened);
        (_content, _plain, _at) = (frame.Before, start, end);
        return new Inline.Marked(frame.Mark, content);
    }

    // A mark that nothing closes is text.
    private void GiveUp()
    {
        Frame frame = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        List<Inline> content = _content;
        _content = frame.Before;
        AddText(frame.Start, frame.End);
        _content.AddRange(content);
    }

    private Inline.Mention? ReadMention()
    {
        if (_at > 0 && (char.IsLetterOrDigit(_text[_at - 1]) || _text[_at - 1] == '@'))
            return null;
        int start = _at + 1, end = start;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || char.IsSurrogate(_text[end]) || IsMarkOnLetter(_text[end]) || SignsOfNames.Contains(_text[end])))
            end++;
        while (end > start && _text[end - 1] is '|' or '`')
            end--;
        if (end == start || end - start > LongestName)
            return null;
        _at = end;
        return new Inline.Mention(_text[start..end]);
    }

    private Inline.Room? ReadRoom()
    {
        if (_at > 0 && !char.IsWhiteSpace(_text[_at - 1]) && !"([{\"'«„“*~|".Contains(_text[_at - 1]))
            return null;
        int start = _at, end = _at + 1;
        while (end < _text.Length && end - start <= LongestName && !char.IsWhiteSpace(_text[end]) && !",()<>\"“”»*`".Contains(_text[end]))
            end++;
        while (end > start && ".,;:!?'~|]}".Contains(_text[end - 1]))
            end--;
        // "#1" is the first of something.
        if (end - start > LongestName || !_text.AsSpan(start, Math.Max(0, end - start)).ContainsAnyExceptInRange('#', '9'))
            return null;
        _at = end;
        return new Inline.Room(_text[start..end]);
    }

    private Inline.Emoji? ReadEmoji()
    {
        int start = _at + 1, end = start;
        if (_at > 0 && char.IsLetterOrDigit(_text[_at - 1]))
            return null;
        while (end < _text.Length && end - start < LongestEmoji && (char.IsAsciiLetterLower(_text[end]) || char.IsAsciiDigit(_text[end]) || _text[end] is '_' or '+' or '-'))
            end++;
        if (end == start || end == _text.Length || _text[end] != ':')
            return null;
        _at = end + 1;
        return new Inline.Emoji(_text[start..end]);
    }

    private Inline.Link? ReadLink()
    {
        bool isLink = WebAddress.TryRead(_text, _at, out int end, out string? address);
        int start = _at;
        _at = end;
        return isLink ? new Inline.Link(_text[start..end], address!) : null;
    }

    private static bool IsMarkOnLetter(char c)
        => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private int RunLength(int start)
    {
        int end = start + 1;
        while (end < _text.Length && _text[end] == _text[start])
            end++;
        return end - start;
    }

    private void Add(int start, Inline found)
    {
        if (found is not Inline.Marked)
            Flush(start);
        _content.Add(found);
        _plain = _at;
    }

    private void Flush(int end)
    {
        AddText(_plain, end);
        _plain = end;
    }

    private void AddText(int start, int end)
    {
        foreach ((int from, int to, TextStyle style) in _styled.Parts(start, end))
            _content.Add(new Inline.Run(_text[from..to], style));
    }

    private readonly record struct Frame(Mark Mark, int Start, int End, List<Inline> Before);
}
