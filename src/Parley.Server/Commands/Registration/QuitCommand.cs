namespace Parley.Server.Commands.Registration;

/// <summary><c>QUIT [:&lt;reason&gt;]</c>: leaves; the others are told <c>Quit: reason</c>.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#quit-message. Replies ERROR.</remarks>
internal static class QuitCommand
{
    public static CommandSpec Spec { get; } = new("QUIT", MinParams: 0, Access.Anyone, RunAsync, Cost: 0);

    private static ValueTask RunAsync(CommandContext c)
    {
        string reason = c.TextOrEmpty(0);
        // The prefix keeps anybody from pretending to have been thrown out or to have lost the connection.
        c.Session.Close("Client quit", reason.Length > 0 ? $"Quit: {reason}" : "Quit");
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>ERROR</c>: only servers send it; from a client it means nothing and is passed over.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#error-message. No reply.</remarks>
internal static class ErrorCommand
{
    public static CommandSpec Spec { get; } = new("ERROR", MinParams: 0, Access.Anyone, static _ => ValueTask.CompletedTask);
}
