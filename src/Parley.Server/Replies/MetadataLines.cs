using System.Collections.Immutable;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>Metadata as lines for one session: answers with its name, and news; by themselves or in a batch.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#batch-types and #metadata-server-message.</remarks>
/// <param name="to">The session.</param>
/// <param name="serverName">The source of the lines.</param>
/// <param name="line">Takes the lines.</param>
/// <param name="reference">The batch's name. News may come while a long answer is under way, so theirs are different.</param>
internal sealed class MetadataLines(Session to, string serverName, LineWriter line, string reference = MetadataLines.Answers)
{
    private const string Answers = "m", AllNews = "n";

    // Of more members a newcomer is not told at once: https://ircv3.net/specs/extensions/metadata#postponed-synchronization
    private const int MostAtOnce = 100;

    private bool _inBatch;

    /// <summary>The lines written so far.</summary>
    public LineWriter Line => line;

    /// <summary>Whether a session knows metadata.</summary>
    public static bool Knows(Session session) => session.Has(Capability.Metadata2 | Capability.Metadata3);

    /// <summary>What a newcomer to a room is told of the room and of those in it: what it follows, or that it had better ask later.</summary>
    public static byte[] Arrival(Session to, string serverName, RoomView room)
    {
        if (!Knows(to) || to.Subscriptions.IsEmpty)
            return [];
        return Encodings.Once((to, serverName, room), WireForm.Plain, static (line, about, _) =>
        {
            var lines = new MetadataLines(about.to, about.serverName, line, AllNews);
            if (about.room.Members.Count > MostAtOnce)
            {
                lines.Later(about.room.Name);
                return;
            }
            lines.Open("metadata", about.room.Name);
            lines.NewsOf(about.room.Name, about.room.Metadata);
            foreach (Member member in about.room.Members)
                lines.NewsOf(member.User.Nickname, member.User.Metadata.Values);
            lines.Close();
        });
    }

    /// <summary>What those who follow somebody's keys are told as that one comes.</summary>
    public static byte[] Introduction(Session to, string serverName, User user)
    {
        if (user.Metadata.Values.IsEmpty || !Knows(to) || !user.Metadata.Values.Keys.Any(to.Subscriptions.Contains))
            return [];
        return Encodings.Once((to, serverName, user), WireForm.Plain, static (line, about, _) =>
        {
            var lines = new MetadataLines(about.to, about.serverName, line, AllNews);
            lines.Open("metadata", about.user.Nickname);
            lines.NewsOf(about.user.Nickname, about.user.Metadata.Values);
            lines.Close();
        });
    }

    /// <summary>Begins a batch, if the session knows batches.</summary>
    public void Open(string type, string? target = null)
    {
        if (!to.Has(Capability.Batch))
            return;
        line.Source(serverName).Verb("BATCH"u8).Param("+" + reference).Param(type);
        if (target is not null)
            line.Param(target);
        line.End();
        _inBatch = true;
    }

    /// <summary>Ends the batch.</summary>
    public void Close()
    {
        if (_inBatch)
            line.Source(serverName).Verb("BATCH"u8).Param("-" + reference).End();
        _inBatch = false;
    }

    /// <summary>A key's value as an answer; null: it is not set.</summary>
    public void Answer(string target, string key, string? value) => Numeric(to.Nickname, target, key, value);

    /// <summary>A key's value as news; null: it is set no longer.</summary>
    public void News(string target, string key, string? value)
    {
        if (!MetadataDialect.Of(to).HasVerb)
        {
            Numeric("*", target, key, value);
            return;
        }
        Begin().Verb("METADATA"u8).Param(target).Param(key).Param("*");
        if (value is not null)
            line.Trailing(value);
        line.End();
    }

    /// <summary>As news those keys that the session follows.</summary>
    public void NewsOf(string target, ImmutableSortedDictionary<string, string> values)
    {
        foreach ((string key, string value) in values)
            if (to.Subscriptions.Contains(key))
                News(target, key, value);
    }

    /// <summary>A number of keys as parameters of a numeric, as often as they need.</summary>
    public void Keys(Numeric numeric, IEnumerable<string> keys)
    {
        // So many keys of the greatest length fit a line.
        foreach (string[] some in keys.Chunk(9))
        {
            Begin().Verb((int)numeric).Param(to.Nickname);
            foreach (string key in some)
                line.Param(key);
            line.End();
        }
    }

    /// <summary>That the target's metadata had better be asked for by itself.</summary>
    public void Later(string target) => Begin().Verb((int)Protocol.Numerics.Numeric.RplMetadataSyncLater).Param(to.Nickname).Param(target).End();

    /// <summary>A standard reply FAIL.</summary>
    public void Fail(string code, string text, params ReadOnlySpan<string> about)
    {
        Begin().Verb("FAIL"u8).Param("METADATA").Param(code);
        foreach (string parameter in about)
            line.Param(parameter);
        line.Trailing(text).End();
    }

    private void Numeric(string receiver, string target, string key, string? value)
    {
        if (value is null)
            Begin().Verb((int)Protocol.Numerics.Numeric.RplKeyNotSet).Param(receiver).Param(target).Param(key).Trailing("Key is not set").End();
        else
            Begin().Verb((int)Protocol.Numerics.Numeric.RplKeyValue).Param(receiver).Param(target).Param(key).Param("*").Trailing(value).End();
    }

    private LineWriter Begin() => (_inBatch ? line.Tag("batch"u8, reference) : line).Source(serverName);
}
