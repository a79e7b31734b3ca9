using Parley.Protocol.Messages;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>A key of metadata has another value: the line for those who follow it, encoded once for each of the drafts.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#notifications.</remarks>
/// <param name="serverName">The source of the line.</param>
/// <param name="target">The user's or the room's name.</param>
/// <param name="key">The key.</param>
/// <param name="value">Null: it is set no longer.</param>
internal sealed class MetadataNews(string serverName, string target, string key, string? value)
{
    private byte[]? _second, _third;

    /// <summary>The line for a session; empty when it does not follow the key.</summary>
    public byte[] For(Session session)
    {
        if (!session.Subscriptions.Contains(key) || !MetadataLines.Knows(session))
            return [];
        return MetadataDialect.Of(session).HasVerb ? _second ??= Write(session) : _third ??= Write(session);
    }

    private byte[] Write(Session session) => Encodings.Once((this, session), WireForm.Plain, static (line, about, _) => about.Item1.Write(line, about.session));

    private void Write(LineWriter line, Session session) => new MetadataLines(session, serverName, line).News(target, key, value);
}
