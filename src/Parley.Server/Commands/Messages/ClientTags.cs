using System.Text;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;

namespace Parley.Server.Commands.Messages;

/// <summary>The client-only tags that go on with a message: all that its sender gave, but those that the settings deny.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-tags#client-only-tags and #rplisupport-tokens.</remarks>
/// <param name="denied">The value of CLIENTTAGDENY, an entry each.</param>
internal sealed class ClientTags(IReadOnlyList<string> denied)
{
    private readonly bool _deniesAll = denied.Contains("*");
    private readonly byte[][] _denied = [.. denied.Where(tag => tag[0] is not ('*' or '-')).Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _exempt = [.. denied.Where(tag => tag[0] == '-').Select(tag => Encoding.UTF8.GetBytes(tag[1..]))];

    /// <summary>Those of the line that is being run, in the form of the wire.</summary>
    public ReadOnlyMemory<byte> Of(CommandContext c)
    {
        if (c.Line.Tags.Length == 0 || !c.Session.Has(Capability.MessageTags))
            return default;
        // Of a key that comes twice the last counts.
        Dictionary<string, byte[]>? kept = null;
        foreach (TagReader.Tag tag in new TagReader(c.Line.Tags.Span))
            if (tag.IsClientOnly && !Denies(tag.Key[1..]))
                (kept ??= [])[Encoding.UTF8.GetString(tag.Key)] = tag.Whole.ToArray();
        return kept is null ? default : Join(kept.Values);
    }

    private static byte[] Join(IEnumerable<byte[]> tags)
    {
        var joined = new List<byte>();
        foreach (byte[] tag in tags)
        {
            if (joined.Count > 0)
                joined.Add((byte)';');
            joined.AddRange(tag);
        }
        return [.. joined];
    }

    /// <summary>Whether a tag is taken off.</summary>
    /// <param name="key">Its name without the <c>+</c>.</param>
    public bool Denies(ReadOnlySpan<byte> key) => Holds(_deniesAll ? _exempt : _denied, key) != _deniesAll;

    private static bool Holds(byte[][] keys, ReadOnlySpan<byte> key)
    {
        foreach (byte[] one in keys)
            if (key.SequenceEqual(one))
                return true;
        return false;
    }
}
