namespace Parley.Web.Members;

/// <summary>The ranks in plain words, by their levels: see <see cref="Parley.Client.Rooms.RoomPowers.Level"/>.</summary>
internal static class Ranks
{
    /// <summary>Those of a rank, as a heading.</summary>
    public static string Group(int level) => level switch
    {
        5 => MembersTexts.Founders,
        4 => MembersTexts.Admins,
        3 => MembersTexts.Operators,
        2 => MembersTexts.HalfOperators,
        1 => MembersTexts.Voices,
        _ => MembersTexts.Others,
    };

    /// <summary>Somebody of a rank.</summary>
    public static string One(int level) => level switch
    {
        5 => MembersTexts.Founder,
        4 => MembersTexts.Admin,
        3 => MembersTexts.Operator,
        2 => MembersTexts.HalfOperator,
        1 => MembersTexts.Voice,
        _ => MembersTexts.Member,
    };
}
