using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Protocol.Names;

/// <summary>Which nicknames and room names are allowed, in any script.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#clients and #channels; what is forbidden there, and what nobody can see or tell apart.</remarks>
public static class NameRules
{
    /// <summary>The longest nickname, in Unicode characters (ISUPPORT NICKLEN), and thrice as many bytes of UTF-8.</summary>
    public const int MaxNickname = 32;

    /// <summary>The longest room name with its '#', in Unicode characters (ISUPPORT CHANNELLEN), and thrice as many bytes of UTF-8.</summary>
    public const int MaxRoomName = 64;

    // Three bytes a character: enough for every script but those beyond U+FFFF, and two masks and a room still fit into a line.
    private const int MaxBytesPerCharacter = 3;

    private const string NotFirstInNickname = "#&$:~+%@-";
    private static readonly SearchValues<char> NeverInNickname = SearchValues.Create(" ,*?!@./");
    private static readonly SearchValues<char> NeverInRoomName = SearchValues.Create(" ,");

    /// <summary>Whether this can be a nickname.</summary>
    public static bool IsNickname(string name)
        => name.Length > 0
            && !NotFirstInNickname.Contains(name[0])
            && name.AsSpan().IndexOfAny(NeverInNickname) < 0
            && IsVisible(name, MaxNickname);

    /// <summary>What stands in the names of those who are elsewhere, such as <c>ada/matrix</c>, and in no nickname (the value of draft/relaymsg).</summary>
    public const char RelaySeparator = '/';

    /// <summary>Whether this can be the name of somebody who is elsewhere and for whom another speaks.</summary>
    /// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/417.</remarks>
    public static bool IsRelayedNickname(string name)
        => name.Contains(RelaySeparator) && name[0] != RelaySeparator && IsNickname(name.Replace(RelaySeparator, '_'));

    /// <summary>Whether this can be the name of a room: '#' and at least one more character.</summary>
    public static bool IsRoomName(string name)
        => name.Length > 1
            && name[0] == '#'
            && name.AsSpan().IndexOfAny(NeverInRoomName) < 0
            && IsVisible(name, MaxRoomName);

    /// <summary>Whether a target of a message is meant as a room.</summary>
    public static bool LooksLikeRoom(ReadOnlySpan<byte> target) => target.Length > 0 && target[0] == '#';

    private static bool IsVisible(string name, int maxRunes)
    {
        int runes = 0, bytes = 0;
        bool visible = false;
        // A lone surrogate enumerates as U+FFFD, which is refused too: such a name came from bytes that were not UTF-8.
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (++runes > maxRunes || rune == Rune.ReplacementChar || (bytes += rune.Utf8SequenceLength) > maxRunes * MaxBytesPerCharacter)
                return false;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.Format when rune.Value != 0x200D: // the joiner inside an emoji
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.SpaceSeparator:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.PrivateUse:
                case UnicodeCategory.OtherNotAssigned:
                    return false;
                case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                    break;
                default:
                    visible |= rune.Value != '#' && !Ignorables.Contains(rune);
                    break;
            }
        }
        return visible;
    }
}
