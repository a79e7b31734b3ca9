using System.CommandLine;
using Parley.Terminal;
using Spectre.Console;

namespace Parley.Operating;

/// <summary>Asks before what cannot be undone. A script says beforehand that it is sure.</summary>
internal static class Confirmation
{
    /// <summary>Goes on if the one who asked is sure.</summary>
    /// <param name="asked">The command line.</param>
    /// <param name="yes">The option that answers beforehand.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="go">What cannot be undone.</param>
    /// <param name="stop">Cancelled by Ctrl+C.</param>
    public static async Task<int> IfSureAsync(ParseResult asked, Option<bool> yes, string question, Func<Task<int>> go, CancellationToken stop)
    {
        if (asked.GetValue(yes))
            return await go();
        if (Console.IsInputRedirected)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync($"{question} Say --yes if you are sure.");
            return ExitCode.Usage;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.ConfirmAsync(Markup.Escape(question), defaultValue: false, stop) ? await go() : ExitCode.Failed;
    }
}
