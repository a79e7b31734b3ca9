using Parley.Core.Messages;

namespace Parley.Server.Commands.Messages;

/// <summary><c>@tags TAGMSG &lt;targets&gt;</c>: tags without text, for those who negotiated tags.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message. Replies 401, 403, 404, 461.</remarks>
internal static class TagMsgCommand
{
    public static CommandSpec Spec { get; } = new("TAGMSG", MinParams: 1, Access.Registered, static c => BatchCommand.Takes(c, MessageKind.TagMsg) ? ValueTask.CompletedTask : MessageTargets.SendAsync(c, MessageKind.TagMsg));
}
