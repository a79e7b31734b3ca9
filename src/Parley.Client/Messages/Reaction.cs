namespace Parley.Client.Messages;

/// <summary>What some people think of a message.</summary>
/// <remarks>Source: https://ircv3.net/specs/client-tags/react.</remarks>
/// <param name="Text">An emoji, or any short text.</param>
/// <param name="Names">Who thinks so, in the order they said it.</param>
/// <param name="IsOwn">Whether this user is one of them.</param>
public sealed record Reaction(string Text, IReadOnlyList<string> Names, bool IsOwn)
{
    /// <summary>The longest that is shown or sent, in UTF-16 units: a family of four with skin tones has 27.</summary>
    public const int Longest = 40;
}

/// <summary>A message was taken back.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-redaction.</remarks>
/// <param name="By">The nickname of who took it back.</param>
/// <param name="Reason">Why; empty when they did not say.</param>
public sealed record Redaction(string By, string Reason);

/// <summary>A text that a message had.</summary>
/// <param name="Raw">The text with its formatting codes.</param>
/// <param name="Time">From when on.</param>
public sealed record MessageVersion(string Raw, DateTimeOffset Time);
