using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Registration;

/// <summary><c>PING &lt;token&gt;</c>: answered with <c>PONG &lt;server&gt; &lt;token&gt;</c>.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#ping-message. Replies PONG; 409, 461.</remarks>
internal static class PingCommand
{
    public static CommandSpec Spec { get; } = new("PING", MinParams: 1, Access.Anyone, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Bytes(0).Length == 0)
            c.Reply.Numeric(Numeric.ErrNoOrigin, "No origin specified");
        else
            c.Reply.End(c.Reply.Begin("PONG"u8).Param(c.Server.Name).Trailing(c.Bytes(0).Span));
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>PONG &lt;token&gt;</c>: a sign of life; that it came is all that matters.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#pong-message. No reply.</remarks>
internal static class PongCommand
{
    public static CommandSpec Spec { get; } = new("PONG", MinParams: 0, Access.Anyone, static _ => ValueTask.CompletedTask);
}
