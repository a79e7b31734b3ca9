using Parley.Client;

namespace Parley.Web.Moderation;

/// <summary>Masks of a room's lists in plain words.</summary>
internal static class MaskWords
{
    /// <summary>Whom a mask concerns, where it is one of the usual kinds; else the mask itself.</summary>
    /// <param name="features">Which masks there are here.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="inSentence">Whether it stands in a sentence, and not by itself.</param>
    public static string Tell(ServerFeatures features, string mask, bool inSentence = false)
    {
        string bare = features.Muted(mask) ?? mask;
        if (features.AccountMask("") is { } account && bare.StartsWith(account, StringComparison.Ordinal))
            return Isolate.Into(inSentence ? ModerationTexts.TheAccount : ModerationTexts.ByAccount, bare[account.Length..]);
        if (bare.EndsWith("!*@*", StringComparison.Ordinal))
            return inSentence ? bare[..^4] : Isolate.Into(ModerationTexts.ByName, bare[..^4]);
        return bare.StartsWith("*!*@", StringComparison.Ordinal) ? Isolate.Into(inSentence ? ModerationTexts.AllFrom : ModerationTexts.ByAddress, bare[4..]) : bare;
    }
}
