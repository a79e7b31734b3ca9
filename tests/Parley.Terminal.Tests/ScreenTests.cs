using Parley.Terminal.Display;
using Parley.Terminal.Editing;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Parley.Terminal.Tests;

public sealed class ScreenTests
{
    [Fact]
    public void What_is_printed_goes_above_what_is_being_typed()
    {
        TestConsole console = new TestConsole().EmitAnsiSequences();
        var editor = new LineEditor();
        var screen = new Screen(console, editor);
        foreach (char c in "hel")
            editor.Press(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false));
        screen.Redraw();
        screen.Print(new Text("bob joined"));
        Assert.Equal("\r\u001b[J> hel\r\u001b[5C" + "\r\u001b[Jbob joined\n> hel\r\u001b[5C", console.Output);
    }

    [Fact]
    public void Transfers_stand_between()
    {
        TestConsole console = new TestConsole().EmitAnsiSequences();
        var screen = new Screen(console, new LineEditor());
        var bar = new TransferBar("photo.jpg", 2000) { Done = 1000 };
        screen.Show(bar);
        screen.Print(new Text("bob joined"));
        screen.Hide(bar);
        Assert.Equal(
            "\r\u001b[Jphoto.jpg  ━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈  50 %  1.0 kB of 2.0 kB\n> \r\u001b[2C"
            + "\r\u001b[1A\u001b[Jbob joined\nphoto.jpg  ━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈  50 %  1.0 kB of 2.0 kB\n> \r\u001b[2C"
            + "\r\u001b[1A\u001b[J> \r\u001b[2C",
            console.Output);
    }

    [Fact]
    public void So_do_own_words_that_are_not_sent_yet_dim_and_only_the_last_of_many()
    {
        TestConsole console = new TestConsole().EmitAnsiSequences();
        var screen = new Screen(console, new LineEditor());
        screen.ShowSending(["one", "two"]);
        screen.ShowSending(["1", "2", "3", "4", "5", "6"]);
        screen.ShowSending([]);
        Assert.Equal(
            "\r\u001b[J\u001b[2mone\u001b[22m\n\u001b[2mtwo\u001b[22m\n> \r\u001b[2C"
            + "\r\u001b[2A\u001b[J" + string.Concat(Enumerable.Range(2, 5).Select(n => $"\u001b[2m{n}\u001b[22m\n")) + "> \r\u001b[2C"
            + "\r\u001b[5A\u001b[J> \r\u001b[2C",
            console.Output);
    }

    [Fact]
    public void In_a_pipe_there_are_only_lines()
    {
        var console = new TestConsole();
        var screen = new Screen(console, null);
        screen.Show(new TransferBar("photo.jpg", 2000));
        screen.Print(new Text("bob joined"));
        Assert.Equal("bob joined\n", console.Output);
    }

    [Theory]
    [InlineData("a\u001b[31mb\u009Bc\u0007\r\n", "a[31mbc")]
    [InlineData("\u202Egnp.exe\u2066\u200Bx\u2028", "gnp.exex")]
    [InlineData("👩‍💻 Größe 日本", "👩‍💻 Größe 日本")]
    public void Strangers_text_does_nothing_to_the_terminal(string text, string clean) => Assert.Equal(clean, SafeText.Clean(text));
}
