namespace Parley.Protocol.Messages;

/// <summary>The client-only tag of a message that stands in the place of an earlier one of the same author.</summary>
/// <remarks><c>+parley.chat/edit=&lt;msgid&gt;</c>, described in docs/irc.md (source of such tags:
/// https://ircv3.net/specs/extensions/message-tags#client-only-tags). The text begins with
/// <see cref="Sign"/>, by which people without such clients see what it is.</remarks>
public static class EditTag
{
    /// <summary>What the text begins with.</summary>
    public const string Sign = "* ";

    /// <summary>The tag's key on the wire.</summary>
    public static ReadOnlySpan<byte> Key => "+parley.chat/edit"u8;

    /// <summary>The new text of a correction: without the sign.</summary>
    public static string TextOf(string raw) => raw.StartsWith(Sign, StringComparison.Ordinal) ? raw[Sign.Length..] : raw;
}
