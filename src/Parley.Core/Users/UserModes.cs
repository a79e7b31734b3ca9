namespace Parley.Core.Users;

/// <summary>The modes of a user.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#user-modes.</remarks>
[Flags]
public enum UserModes
{
    /// <summary>None is on.</summary>
    None = 0,

    /// <summary>i: those who share no room with the user find them by their nickname only.</summary>
    Invisible = 1 << 0,

    /// <summary>o: runs the server. Given by OPER only; may be laid down.</summary>
    Operator = 1 << 1,

    /// <summary>w: reads what operators say to everyone (WALLOPS).</summary>
    Wallops = 1 << 2,

    /// <summary>B: is a program. https://ircv3.net/specs/extensions/bot-mode.</summary>
    Bot = 1 << 3,

    /// <summary>R: takes direct messages only from those who are logged in.</summary>
    RegisteredOnly = 1 << 4,
}

/// <summary>The letters of the modes of users.</summary>
public static class UserModeLetters
{
    /// <summary>The letter of <see cref="UserModes.Bot"/>, the value of the ISUPPORT parameter BOT.</summary>
    public const char Bot = 'B';

    private static readonly (char Letter, UserModes Mode)[] Table =
    [
        (Bot, UserModes.Bot), ('R', UserModes.RegisteredOnly), ('i', UserModes.Invisible), ('o', UserModes.Operator), ('w', UserModes.Wallops),
    ];

    /// <summary>All letters, for RPL_MYINFO.</summary>
    public static string All { get; } = string.Concat(Table.Select(row => row.Letter));

    /// <summary>The mode of the letter, or <see cref="UserModes.None"/>.</summary>
    public static UserModes Find(char letter) => Array.Find(Table, row => row.Letter == letter).Mode;

    /// <summary>The letters of the modes that are on.</summary>
    public static string Of(UserModes modes) => string.Concat(Table.Where(row => modes.HasFlag(row.Mode)).Select(row => row.Letter));

    /// <summary>What changed from one set to another, as in <c>+iw-B</c>. Empty: nothing.</summary>
    public static string Change(UserModes before, UserModes after)
    {
        string added = Of(after & ~before), removed = Of(before & ~after);
        return (added.Length > 0 ? $"+{added}" : "") + (removed.Length > 0 ? $"-{removed}" : "");
    }
}
