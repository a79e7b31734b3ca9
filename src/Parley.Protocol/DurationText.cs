using System.Globalization;
using System.Text;

namespace Parley.Protocol;

/// <summary>Lengths of time as people and IRC commands write them: <c>90</c> seconds, <c>1d12h</c>.</summary>
/// <remarks>As on InspIRCd: https://docs.inspircd.org/4/modules/timedbans/.</remarks>
public static class DurationText
{
    // The letters in the order in which they are written.
    private static readonly (char Letter, long Seconds)[] Units = [('y', 31_557_600), ('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads a length: digits alone are seconds, digits before a letter are that many years, weeks, days, hours, minutes or seconds.</summary>
    /// <returns>False when it is none, or longer than a thousand years.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan length)
    {
        const long Most = 31_557_600_000;
        long seconds = 0;
        length = default;
        bool isEmpty = text.IsEmpty;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
            if (!long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > Most)
                return false;
            long unit = digits == text.Length ? 1 : SecondsOf(char.ToLowerInvariant(text[digits]));
            if (unit == 0 || (seconds += number * unit) > Most || number * unit > Most)
                return false;
            text = text[Math.Min(digits + 1, text.Length)..];
        }
        length = TimeSpan.FromSeconds(seconds);
        return !isEmpty;
    }

    /// <summary>Writes a length in whole seconds, such as <c>1d12h</c>; <c>0</c> for none.</summary>
    public static string Of(TimeSpan length)
    {
        long left = (long)length.TotalSeconds;
        var text = new StringBuilder();
        foreach ((char letter, long seconds) in Units)
            if (left >= seconds && Math.DivRem(left, seconds) is var (number, rest))
            {
                text.Append(CultureInfo.InvariantCulture, $"{number}{letter}");
                left = rest;
            }
        return text.Length > 0 ? text.ToString() : "0";
    }

    private static long SecondsOf(char letter) => Array.Find(Units, unit => unit.Letter == letter).Seconds;
}
