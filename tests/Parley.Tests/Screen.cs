using System.Text;
using Spectre.Console;

namespace Parley.Tests;

/// <summary>What is printed on, which may be a terminal.</summary>
internal sealed class Screen(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => 80;

    public int Height => 24;

    public void SetEncoding(Encoding encoding)
    {
    }
}
