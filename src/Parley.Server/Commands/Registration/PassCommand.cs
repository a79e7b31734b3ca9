namespace Parley.Server.Commands.Registration;

/// <summary><c>PASS &lt;password&gt;</c>: accepted and not looked at, as the server has no password.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#pass-message. Replies 461, 462.</remarks>
internal static class PassCommand
{
    public static CommandSpec Spec { get; } = new("PASS", MinParams: 1, Access.Unregistered, static _ => ValueTask.CompletedTask);
}
