using Spectre.Console;

namespace Parley.Terminal.Chatting;

/// <summary><c>parley chat [HOST[:PORT]] [--name NAME] [--room #ROOM] [--downloads DIR] [--auto-download SIZE]</c>.</summary>
public static class ChatApp
{
    /// <summary>Chats until <c>/quit</c>, the end of the input or the cancellation.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="console">Where everything is printed. Keys are read from it when it is interactive.</param>
    /// <param name="input">Read line by line when standard input is not a terminal; null: it is one.</param>
    /// <param name="cancellation">Ctrl+C, where the editor does not see it itself.</param>
    /// <returns>A code of <see cref="ExitCode"/>; with a pipe 0 only when the server acknowledged every line.</returns>
    public static Task<int> RunAsync(ChatSettings settings, IAnsiConsole console, TextReader? input, CancellationToken cancellation)
        => throw new NotImplementedException();
}
