using System.Threading.Channels;
using Spectre.Console;
using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace Parley.Terminal.Tests;

/// <summary>A console that tells of each thing that is written to it.</summary>
internal sealed class Seen(TestConsole console, ChannelWriter<string> shown) : IAnsiConsole
{
    public Profile Profile => console.Profile;

    public IAnsiConsoleCursor Cursor => console.Cursor;

    public IAnsiConsoleInput Input => console.Input;

    public IExclusivityMode ExclusivityMode => console.ExclusivityMode;

    public RenderPipeline Pipeline => console.Pipeline;

    public void Clear(bool home) => console.Clear(home);

    public void WriteAnsi(Action<AnsiWriter> action) => console.WriteAnsi(action);

    public void Write(IRenderable renderable)
    {
        int before = console.Output.Length;
        console.Write(renderable);
        shown.TryWrite(console.Output[before..]);
    }
}
