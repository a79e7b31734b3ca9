using Parley.Core.Messages;
using Parley.Core.Users;
using Parley.Protocol.Numerics;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Operators;

/// <summary><c>WALLOPS :&lt;text&gt;</c>: a message of an operator to everyone who has mode w.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#wallops-message. Replies 461, 481.</remarks>
internal static class WallopsCommand
{
    public static CommandSpec Spec { get; } = new("WALLOPS", MinParams: 1, Access.Operator, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Bytes(0).Length == 0)
            c.Reply.Numeric(Numeric.ErrNeedMoreParams, "WALLOPS", "Not enough parameters");
        else
            Send(c, c.NewStamp(), c.Text(0));
        return ValueTask.CompletedTask;
    }

    private static void Send(CommandContext c, Stamp stamp, string text)
    {
        var encoded = new Encodings<(Stamp Stamp, string Text)>((stamp, text), WireForm.OfEvents, static (line, said, form)
            => WireForms.Begin(line, said.Stamp, form).Verb("WALLOPS"u8).Trailing(said.Text).End());
        foreach (Session session in c.Server.Sessions.All)
            if (session.User is { } user && (user.Modes & UserModes.Wallops) != 0)
            {
                if (session == c.Session)
                    c.Reply.Append(encoded.For(session.Form));
                else if (session.Outbox.Append(encoded.For(session.Form)))
                    c.Session.Flushes.Add(session.Outbox);
            }
    }
}
