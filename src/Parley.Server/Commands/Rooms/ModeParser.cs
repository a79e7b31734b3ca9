using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Commands.Rooms;

/// <summary>Reads <c>+o-l nick</c>: letters with signs, then the parameters of those that have one.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#mode-message.</remarks>
internal static class ModeParser
{
    /// <summary>The changes asked for, and the letters of the lists that are.</summary>
    public static (List<ModeChange> Changes, string Lists) Parse(CommandContext c)
    {
        var changes = new List<ModeChange>();
        string lists = "";
        bool on = true;
        int next = 2, withParameter = 0;
        foreach (char letter in c.Text(1))
        {
            if (letter is '+' or '-')
            {
                on = letter == '+';
                continue;
            }
            ModeRow row = ModeLetters.Of(letter);
            bool takesOne = row.TakesParameter(on);
            string? parameter = takesOne && next < c.ParamCount ? c.Text(next++) : null;
            if (row.Kind == ModeKind.List && parameter is null)
                lists += lists.Contains(letter) ? "" : letter;
            // A letter whose parameter is missing is passed over, as everywhere; a key may be taken away without naming it.
            else if ((!takesOne || parameter is not null || (row.Kind == ModeKind.Key && !on)) && (!takesOne || ++withParameter <= ModeCommand.MaxChanges))
                changes.Add(new ModeChange(on, letter, parameter, Target(c, row, parameter)));
        }
        return (changes, lists);
    }

    private static User? Target(CommandContext c, ModeRow row, string? nickname)
        => nickname is not null && row.Kind == ModeKind.Rank && c.Users.TryFind(nickname, out User? user) ? user : null;
}
