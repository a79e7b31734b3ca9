using Spectre.Console;

namespace Parley.Passwords;

/// <summary>Reads a password: typed without being shown, or the first line of standard input. Never an argument, which others could see.</summary>
internal static class PasswordInput
{
    public static async Task<string> ReadAsync(CancellationToken stop)
        => Console.IsInputRedirected ? await Console.In.ReadLineAsync(stop) ?? "" : await AskAsync("Password:", stop);

    /// <summary>Reads a new one; who types it does so twice. Null: the two differ.</summary>
    public static async Task<string?> ReadNewAsync(CancellationToken stop)
    {
        string password = await ReadAsync(stop);
        return Console.IsInputRedirected || await AskAsync("Once more:", stop) == password ? password : null;
    }

    // Asked on the error stream: what is printed may go into a file.
    private static Task<string> AskAsync(string prompt, CancellationToken stop)
        => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .PromptAsync(new TextPrompt<string>(prompt).Secret(mask: null).AllowEmpty(), stop);
}
