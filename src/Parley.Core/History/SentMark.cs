using Parley.Core.Messages;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Core.History;

/// <summary>By what a message is known when its sender sends it again, having heard nothing of the first time.</summary>
/// <remarks>Of a guest the token alone: one that comes again is another user, and under another nickname as long as the broken connection
/// holds the first. An account's message is known only when the account sends it again.</remarks>
/// <param name="Token">See <see cref="MessageToken"/>.</param>
/// <param name="Account">The sender's account, folded. Null: a guest.</param>
public sealed record SentMark(string Token, string? Account)
{
    /// <summary>The mark of what somebody sends.</summary>
    /// <param name="token">The token.</param>
    /// <param name="account">The sender's account. Null: a guest.</param>
    public static SentMark By(string token, string? account) => new(token, account is null ? null : Casemapping.Fold(account));

    /// <summary>The mark of a message. Null: its sender gave it no token.</summary>
    public static SentMark? Of(Message message) => MessageToken.Find(message.ClientTags.Span) is { } token ? By(token, message.Account) : null;
}
