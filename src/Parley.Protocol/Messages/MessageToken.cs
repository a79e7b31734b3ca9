using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Protocol.Messages;

/// <summary>The token of a message: made by who sends it, so that the server knows the message when it is sent again.</summary>
/// <remarks>The client-only tag <c>+parley.chat/id=&lt;token&gt;</c>, described in docs/irc.md (source of such tags:
/// https://ircv3.net/specs/extensions/message-tags#client-only-tags). Nobody else can know a token before its
/// message is said, and afterwards it is of use to nobody else.</remarks>
public static class MessageToken
{
    /// <summary>The tag's name without the <c>+</c>.</summary>
    public const string TagName = "parley.chat/id";

    /// <summary>The longest token, in bytes.</summary>
    public const int MaxLength = 64;

    private const int RandomBytes = 16;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>The tag's key on the wire.</summary>
    public static ReadOnlySpan<byte> Key => "+parley.chat/id"u8;

    /// <summary>A token that nobody can guess.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The token among the tags of a line.</summary>
    /// <param name="tags">In the form of the wire.</param>
    /// <returns>Null: there is none, or what stands there is none.</returns>
    public static string? Find(ReadOnlySpan<byte> tags)
    {
        string? token = null;
        foreach (TagReader.Tag tag in new TagReader(tags))
            if (tag.Key.SequenceEqual(Key))
                token = tag.Value.Length is > 0 and <= MaxLength && !tag.Value.ContainsAnyExcept(Letters) ? Encoding.ASCII.GetString(tag.Value) : null;
        return token;
    }
}
