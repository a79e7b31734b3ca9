using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Commands.Rooms;

/// <summary>Reads <c>+o-l nick</c>: letters with signs, then the parameters of those that have one.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#mode-message.</remarks>
internal static class ModeParser
{
    /// <summary>The changes asked for, and whether the list of bans is.</summary>
    public static (List<ModeChange> Changes, bool WantsBans) Parse(CommandContext c)
    {
        var changes = new List<ModeChange>();
        bool on = true, wantsBans = false;
        int next = 2, withParameter = 0;
        foreach (char letter in c.Text(1))
        {
            if (letter is '+' or '-')
            {
                on = letter == '+';
                continue;
            }
            bool takesOne = TakesParameter(letter, on);
            string? parameter = takesOne && next < c.ParamCount ? c.Text(next++) : null;
            if (letter == 'b' && parameter is null)
                wantsBans = true;
            // A letter whose parameter is missing is passed over, as everywhere; a key may be taken away without naming it.
            else if ((!takesOne || parameter is not null || (letter == 'k' && !on)) && (!takesOne || ++withParameter <= ModeCommand.MaxChanges))
                changes.Add(new ModeChange(on, letter, parameter, Target(c, letter, parameter)));
        }
        return (changes, wantsBans);
    }

    private static bool TakesParameter(char letter, bool on)
        => letter is 'b' or 'k' || (letter == 'l' && on) || ModeLetters.RankOf(letter) != Rank.None;

    private static User? Target(CommandContext c, char letter, string? nickname)
        => nickname is not null && ModeLetters.RankOf(letter) != Rank.None && c.Users.TryFind(nickname, out User? user) ? user : null;
}
