using Spectre.Console;

namespace Parley.Terminal.Sending;

/// <summary><c>parley send HOST '#room' [FILE…|-m TEXT|-]</c>.</summary>
public static class SendApp
{
    /// <summary>Sends, waits for the acknowledgements, and leaves.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="errors">Standard error: problems, and progress when it is a terminal.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    /// <returns>A code of <see cref="ExitCode"/>: 0 only when the server has acknowledged everything.</returns>
    public static Task<int> RunAsync(SendSettings settings, IAnsiConsole errors, TextReader input, CancellationToken cancellation)
        => throw new NotImplementedException();
}
