using System.Globalization;
using Parley.Terminal.Display;

namespace Parley.Terminal.Editing;

/// <summary>A line that is being typed: moves by what a reader sees as characters, and remembers earlier lines.</summary>
internal sealed class LineEditor
{
    private const int MaxHistory = 500;

    private readonly List<string> _history = [];
    private string _text = "";
    private string _unfinished = "";
    private int _cursor;
    private int _recalled;

    /// <summary>Whether what is typed, up to the end of this line, is shown to nobody and not remembered.</summary>
    public bool IsSecret { get; set; }

    /// <summary>What is typed so far.</summary>
    public string Text => _text;

    /// <summary>Takes a key.</summary>
    /// <returns>The line, when the key ended it; else null.</returns>
    public string? Press(ConsoleKeyInfo key)
    {
        // AltGr is Control and Alt at once on Windows, with a character to type.
        bool types = !char.IsControl(key.KeyChar);
        bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control) && !types;
        bool alt = key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return Submit();
            case ConsoleKey.LeftArrow:
                _cursor = control || alt ? WordStart() : Before();
                break;
            case ConsoleKey.RightArrow:
                _cursor = control || alt ? WordEnd() : After();
                break;
            case ConsoleKey.Home or ConsoleKey.A when key.Key == ConsoleKey.Home || control:
                _cursor = 0;
                break;
            case ConsoleKey.End or ConsoleKey.E when key.Key == ConsoleKey.End || control:
                _cursor = _text.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_recalled + 1);
                break;
            case ConsoleKey.W when control:
            case ConsoleKey.Backspace when control || alt:
                Remove(WordStart(), _cursor);
                break;
            case ConsoleKey.Backspace:
            case ConsoleKey.H when control:
                Remove(Before(), _cursor);
                break;
            case ConsoleKey.Delete:
            case ConsoleKey.D when control:
                Remove(_cursor, After());
                break;
            case ConsoleKey.U when control:
                Remove(0, _cursor);
                break;
            case ConsoleKey.K when control:
                Remove(_cursor, _text.Length);
                break;
            case ConsoleKey.Escape:
                break;
            default:
                if (types)
                    Insert(key.KeyChar);
                break;
        }
        return null;
    }

    /// <summary>The part of the line around the cursor that fits, and the cursor's column in it.</summary>
    /// <param name="columns">How many columns there are.</param>
    public (string Shown, int Cursor) View(int columns)
    {
        int start = 0;
        // The cursor itself takes a column behind the last character.
        while (CellWidth.Of(Visible(_text[start.._cursor])) > Math.Max(0, columns - 1))
            start += StringInfo.GetNextTextElementLength(_text, start);
        return (CellWidth.Cut(Visible(_text[start..]), columns), CellWidth.Of(Visible(_text[start.._cursor])));
    }

    // Half of a pair may stand here for a moment, between its two key presses.
    private string Visible(string text) => IsSecret ? new string('*', StringInfo.ParseCombiningCharacters(text).Length) : text.Replace('\t', ' ');

    private string Submit()
    {
        string line = _text;
        if (line.Length > 0 && !IsSecret && (_history.Count == 0 || _history[^1] != line))
            _history.Add(line);
        if (_history.Count > MaxHistory)
            _history.RemoveAt(0);
        (_text, _cursor, _recalled, IsSecret) = ("", 0, _history.Count, false);
        return line;
    }

    private void Recall(int index)
    {
        if (index < 0 || index > _history.Count || IsSecret)
            return;
        if (_recalled == _history.Count)
            _unfinished = _text;
        _recalled = index;
        _text = index == _history.Count ? _unfinished : _history[index];
        _cursor = _text.Length;
    }

    private void Insert(char c)
    {
        _text = _text.Insert(_cursor, c.ToString());
        _cursor++;
    }

    private void Remove(int from, int to)
    {
        _text = _text.Remove(from, to - from);
        _cursor = from;
    }

    private int After() => _cursor == _text.Length ? _cursor : _cursor + StringInfo.GetNextTextElementLength(_text, _cursor);

    private int Before()
    {
        int at = 0;
        foreach (int start in StringInfo.ParseCombiningCharacters(_text))
            if (start < _cursor)
                at = start;
        return at;
    }

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && char.IsWhiteSpace(_text[at - 1]))
            at--;
        while (at > 0 && !char.IsWhiteSpace(_text[at - 1]))
            at--;
        return at;
    }

    private int WordEnd()
    {
        int at = _cursor;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            at++;
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]))
            at++;
        return at;
    }
}
