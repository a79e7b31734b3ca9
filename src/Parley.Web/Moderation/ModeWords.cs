using Parley.Client;

namespace Parley.Web.Moderation;

/// <summary>Changes of modes in plain words.</summary>
/// <remarks>Source of the letters: https://modern.ircdocs.horse/#channel-modes and docs/irc.md, "What is peculiar".</remarks>
internal static class ModeWords
{
    // What one line may hold; a hostile server shall not fill the screen.
    private const int Most = 12;

    /// <summary>Each change as a sentence; the letters themselves for what has none.</summary>
    /// <param name="features">Which modes have a parameter here.</param>
    /// <param name="by">Who made it.</param>
    /// <param name="text">Signs, letters and parameters: <c>+ob-l bob *!*@spam.example</c>.</param>
    public static IEnumerable<string> Tell(ServerFeatures features, string by, string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool on = true;
        int next = 1;
        foreach (char letter in words.Length > 0 ? words[0].Take(Most * 2) : [])
        {
            if (letter is '+' or '-')
            {
                on = letter == '+';
                continue;
            }
            string parameter = features.TakesParameter(letter, on) && next < words.Length ? words[next++] : "";
            yield return Isolate.Into(Sentence(features, letter, on, ref parameter), by, parameter);
        }
    }

    private static string Sentence(ServerFeatures features, char letter, bool on, ref string parameter)
    {
        if (letter is 'b' or 'e' or 'I' && features.IsList(letter))
        {
            bool isMute = letter == 'b' && features.Muted(parameter) is not null;
            parameter = MaskWords.Tell(features, parameter, inSentence: true);
            if (isMute)
                return on ? ModerationTexts.ModeMute : ModerationTexts.ModeUnmute;
        }
        if (Sentence(letter, on) is { } sentence)
            return sentence;
        parameter = $"{(on ? '+' : '-')}{letter} {parameter}".TrimEnd();
        return ModerationTexts.ModeOther;
    }

    private static string? Sentence(char letter, bool on) => (letter, on) switch
    {
        ('q', true) => ModerationTexts.ModeFounder,
        ('a', true) => ModerationTexts.ModeAdmin,
        ('o', true) => ModerationTexts.ModeOperator,
        ('h', true) => ModerationTexts.ModeHalfOperator,
        ('v', true) => ModerationTexts.ModeVoice,
        ('q' or 'a' or 'o' or 'h', false) => ModerationTexts.ModeNoRank,
        ('v', false) => ModerationTexts.ModeNoVoice,
        ('b', true) => ModerationTexts.ModeBan,
        ('b', false) => ModerationTexts.ModeUnban,
        ('e', true) => ModerationTexts.ModeExcept,
        ('e', false) => ModerationTexts.ModeNoExcept,
        ('I', true) => ModerationTexts.ModeWelcome,
        ('I', false) => ModerationTexts.ModeNoWelcome,
        ('k', true) => ModerationTexts.ModeKey,
        ('k', false) => ModerationTexts.ModeNoKey,
        ('l', true) => ModerationTexts.ModeLimit,
        ('l', false) => ModerationTexts.ModeNoLimit,
        ('f', true) => ModerationTexts.ModeForward,
        ('f', false) => ModerationTexts.ModeNoForward,
        ('i', true) => ModerationTexts.ModeInvited,
        ('i', false) => ModerationTexts.ModeNotInvited,
        ('m', true) => ModerationTexts.ModeModerated,
        ('m', false) => ModerationTexts.ModeNotModerated,
        ('M', true) => ModerationTexts.ModeAccountsSpeak,
        ('M', false) => ModerationTexts.ModeGuestsSpeak,
        ('R', true) => ModerationTexts.ModeAccountsOnly,
        ('R', false) => ModerationTexts.ModeGuestsToo,
        ('s' or 'p', true) => ModerationTexts.ModeSecret,
        ('s' or 'p', false) => ModerationTexts.ModeNotSecret,
        ('t', true) => ModerationTexts.ModeTopicLocked,
        ('t', false) => ModerationTexts.ModeTopicOpen,
        ('n', true) => ModerationTexts.ModeNoExternal,
        ('n', false) => ModerationTexts.ModeExternal,
        _ => null,
    };
}
