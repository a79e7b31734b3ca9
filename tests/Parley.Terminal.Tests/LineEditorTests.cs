using Parley.Terminal.Editing;

namespace Parley.Terminal.Tests;

/// <summary>Written with <c>|</c> for the cursor. Keys in &lt;&gt;: those of a shell's line.</summary>
public sealed class LineEditorTests
{
    [Theory]
    [InlineData("abc", "abc|")]
    [InlineData("abc<Left><Left>x", "ax|bc")]
    [InlineData("abc<Home>x<End>y", "xabcy|")]
    [InlineData("abc<^A>x<^E>y", "xabcy|")]
    [InlineData("abc<Back>", "ab|")]
    [InlineData("abc<Home><Del>", "|bc")]
    [InlineData("one two  <^W>", "one |")]
    [InlineData("one two<Left><^W>", "one |o")]
    [InlineData("one two<Left><Left><^U>", "|wo")]
    [InlineData("one two<^Left><^K>", "one |")]
    [InlineData("one two<Home><^Right>", "one| two")]
    [InlineData("<Back><Del><Left><Right><^W><^U>", "|")]
    [InlineData("a🦊b<Left><Back>", "a|b")]
    [InlineData("e\u0301<Back>", "|")]
    [InlineData("👩‍💻<Left>x", "x|👩‍💻")]
    [InlineData("日本<Left><Del>", "日|")]
    [InlineData("<Esc><Tab>a", "a|")]
    public void Keys_edit_the_line(string keys, string expected)
    {
        var editor = new LineEditor();
        Type(editor, keys);
        Assert.Equal(expected, Show(editor));
    }

    [Theory]
    [InlineData("one<Enter>two<Enter><Up>", "two|")]
    [InlineData("one<Enter>two<Enter><Up><Up><Up>", "one|")]
    [InlineData("one<Enter>half<Up><Down>", "half|")]
    [InlineData("one<Enter>one<Enter><Up><Up>", "one|")]
    [InlineData("one<Enter><Down>", "|")]
    public void Earlier_lines_come_back(string keys, string expected)
    {
        var editor = new LineEditor();
        Type(editor, keys);
        Assert.Equal(expected, Show(editor));
    }

    [Fact]
    public void Enter_ends_the_line()
    {
        var editor = new LineEditor();
        Assert.Equal(["Hello 🦊", ""], Type(editor, "Hello 🦊<Enter><Enter>"));
        Assert.Equal("", editor.Text);
    }

    [Theory]
    [InlineData("abcdefghij", 5, "ghij", 4)]
    [InlineData("abcdefghij<Home>", 5, "abcde", 0)]
    [InlineData("日本語日本語", 7, "日本語", 6)]
    [InlineData("日本語", 6, "本語", 4)]
    [InlineData("", 5, "", 0)]
    public void A_line_wider_than_the_terminal_shows_the_part_with_the_cursor(string keys, int columns, string shown, int cursor)
    {
        var editor = new LineEditor();
        Type(editor, keys);
        Assert.Equal((shown, cursor), editor.View(columns));
    }

    // What is typed by a key of its own comes as one or two chars, as from Console.ReadKey.
    private static List<string> Type(LineEditor editor, string keys)
    {
        var lines = new List<string>();
        for (int i = 0; i < keys.Length; i++)
        {
            ConsoleKeyInfo key;
            if (keys[i] == '<')
            {
                int end = keys.IndexOf('>', i);
                key = Named(keys[(i + 1)..end]);
                i = end;
            }
            else
            {
                key = new ConsoleKeyInfo(keys[i], ConsoleKey.None, false, false, false);
            }
            if (editor.Press(key) is { } line)
                lines.Add(line);
        }
        return lines;
    }

    private static ConsoleKeyInfo Named(string name)
    {
        bool control = name.StartsWith('^');
        ConsoleKey key = name.TrimStart('^') switch
        {
            "Left" => ConsoleKey.LeftArrow,
            "Right" => ConsoleKey.RightArrow,
            "Up" => ConsoleKey.UpArrow,
            "Down" => ConsoleKey.DownArrow,
            "Back" => ConsoleKey.Backspace,
            "Del" => ConsoleKey.Delete,
            "Esc" => ConsoleKey.Escape,
            { } other => Enum.Parse<ConsoleKey>(other),
        };
        return new ConsoleKeyInfo('\0', key, false, false, control);
    }

    private static string Show(LineEditor editor)
    {
        (string text, int columns) = editor.View(1000);
        string before = Display.CellWidth.Cut(text, columns);
        return before + "|" + text[before.Length..];
    }
}
