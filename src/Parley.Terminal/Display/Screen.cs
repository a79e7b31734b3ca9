using System.Globalization;
using Parley.Terminal.Editing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Parley.Terminal.Display;

/// <summary>
/// A terminal whose last lines are running transfers, own words on their way and the line being typed: what is printed goes above them, and they are drawn again.
/// Without a line editor, or where the terminal cannot move its cursor, it only prints.
/// </summary>
/// <remarks>Not thread-safe: only the app's loop calls it.</remarks>
internal sealed class Screen(IAnsiConsole console, LineEditor? editor)
{
    // Nothing wraps where no terminal shows it: a script wants whole lines.
    private const int NoTerminalColumns = 100_000;
    private const string Prompt = "> ";

    // What is being sent is soon sent, or waits for the connection: then the last of it says enough.
    private const int MostSending = 5;

    private readonly List<TransferBar> _bars = [];
    private IReadOnlyList<string> _sending = [];
    private readonly bool _draws = editor is not null && console.Profile.Capabilities.Ansi;
    private int _linesAbove;

    /// <summary>Whether somebody types here.</summary>
    public bool Types => editor is not null;

    /// <summary>Shows stars for what is typed until the line ends.</summary>
    public void HideTyping()
    {
        if (editor is null)
            return;
        editor.IsSecret = true;
        Redraw();
    }

    /// <summary>Makes lines whole in a file or a pipe.</summary>
    public static void KeepLinesWhole(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = NoTerminalColumns;
    }

    /// <summary>Prints a line above what is being typed.</summary>
    public void Print(IRenderable line)
    {
        Erase();
        console.Write(line);
        console.WriteLine();
        Draw();
    }

    /// <summary>Shows a transfer until <see cref="Hide"/>.</summary>
    public void Show(TransferBar bar)
    {
        Erase();
        _bars.Add(bar);
        Draw();
    }

    /// <summary>The transfer is over.</summary>
    public void Hide(TransferBar bar)
    {
        Erase();
        _bars.Remove(bar);
        Draw();
    }

    /// <summary>Shows own words that the server does not have yet; each call in place of the one before.</summary>
    public void ShowSending(IReadOnlyList<string> lines)
    {
        Erase();
        _sending = lines;
        Draw();
    }

    /// <summary>Draws the line being typed and the transfers as they are now.</summary>
    public void Redraw()
    {
        Erase();
        Draw();
    }

    /// <summary>Removes the line being typed and the transfers, for the end or for another program.</summary>
    public void Erase()
    {
        if (!_draws)
            return;
        Control("\r" + (_linesAbove > 0 ? $"\u001b[{_linesAbove}A" : "") + "\u001b[J");
        _linesAbove = 0;
    }

    private void Draw()
    {
        if (!_draws)
            return;
        // One column stays free, so that the terminal itself never wraps these lines.
        int columns = Math.Max(Prompt.Length + 2, console.Profile.Width - 1);
        foreach (TransferBar bar in _bars)
            Control(CellWidth.Cut(bar.ToString(), columns) + "\n");
        foreach (string line in _sending.TakeLast(MostSending))
            Control($"\u001b[2m{CellWidth.Cut(line, columns)}\u001b[22m\n");
        _linesAbove = _bars.Count + Math.Min(MostSending, _sending.Count);
        (string shown, int cursor) = editor!.View(columns - Prompt.Length);
        Control($"{Prompt}{shown}\r\u001b[{(Prompt.Length + cursor).ToString(CultureInfo.InvariantCulture)}C");
    }

    private void Control(string sequence) => console.Write(new ControlCode(sequence));
}
