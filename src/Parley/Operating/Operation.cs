using System.CommandLine;
using System.Text.Json;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Terminal;

namespace Parley.Operating;

/// <summary>What all commands of the one who runs the server have in common: where they are sent, and how they end.</summary>
internal static class Operation
{
    /// <summary>Prints what came of it as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Prints JSON, for programs.", Recursive = true };

    private static readonly JsonSerializerOptions Printed = new(ControlCommand.Form) { WriteIndented = true };

    /// <summary>Has a command carried out, and prints what came of it.</summary>
    /// <param name="asked">The command line.</param>
    /// <param name="command">The command.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="show">Prints it for people.</param>
    /// <param name="stop">Cancelled by Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync<TQuestion, TAnswer>(
        ParseResult asked, ControlCommand<TQuestion, TAnswer> command, TQuestion question, Action<TextWriter, TAnswer> show, CancellationToken stop)
        where TQuestion : notnull
        => WithSettingsAsync(asked, options => RunAsync(asked, options, command, question, show, stop));

    /// <summary>Reads the server's settings; if something is wrong with them, says so and goes no further.</summary>
    public static async Task<int> WithSettingsAsync(ParseResult asked, Func<ParleyOptions, Task<int>> run)
    {
        SettingsResult settings = HouseOptions.Read(asked);
        foreach (string error in settings.Errors)
            await asked.InvocationConfiguration.Error.WriteLineAsync(error);
        return settings.Options is { } options ? await run(options) : ExitCode.Usage;
    }

    private static async Task<int> RunAsync<TQuestion, TAnswer>(
        ParseResult asked, ParleyOptions options, ControlCommand<TQuestion, TAnswer> command, TQuestion question, Action<TextWriter, TAnswer> show, CancellationToken stop)
        where TQuestion : notnull
    {
        (TextWriter output, TextWriter errors) = (asked.InvocationConfiguration.Output, asked.InvocationConfiguration.Error);
        (TAnswer? answer, string? problem) = await new House(options).AskAsync(command, question, stop);
        if (problem is not null || answer is null)
        {
            await errors.WriteLineAsync(problem);
            return ExitCode.Failed;
        }
        if (asked.GetValue(Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(answer, Printed));
        else
            show(output, answer);
        return ExitCode.Done;
    }
}
