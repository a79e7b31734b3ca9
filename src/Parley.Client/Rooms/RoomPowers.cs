namespace Parley.Client.Rooms;

/// <summary>What this user may do in a room, as far as can be told from its rank there. The server has the last word.</summary>
/// <param name="Level">0: nobody special; 1: may always speak; 2: half-operator; 3: operator; 4: admin; 5: founder.</param>
/// <param name="Modes">What the room is like.</param>
/// <param name="HasAccount">Whether this user is logged in.</param>
/// <remarks>Source of the ranks: https://modern.ircdocs.horse/#channel-membership-prefixes.</remarks>
public sealed record RoomPowers(int Level, RoomModes Modes, bool HasAccount)
{
    private const string Letters = "vhoaq";

    /// <summary>What the user of that client may do.</summary>
    public static RoomPowers Of(ChatClient client, ClientRoom room)
        => new(LevelOf(client, client.FindMember(room, client.Nickname)), room.Modes, client.Account is not null);

    /// <summary>The level of a member; 0 for nobody.</summary>
    public static int LevelOf(ChatClient client, Member? member) => member is null ? 0 : LevelOf(client.Features, member.Prefix);

    /// <summary>The level of a sign of rank; 0: it is none.</summary>
    public static int LevelOf(ServerFeatures features, string sign)
        => sign.Length == 0 ? 0 : Letters.IndexOf(features.Ranks.FirstOrDefault(rank => rank.Sign == sign[0]).Mode, StringComparison.Ordinal) + 1;

    /// <summary>The mode that gives the rank of that level, such as <c>o</c>.</summary>
    public static char ModeOf(int level) => Letters[level - 1];

    /// <summary>Whether they keep order: put people out, keep the lists, let people in.</summary>
    public bool KeepsOrder => Level >= 2;

    /// <summary>Whether they say what the room is like: its modes and its rules.</summary>
    public bool RunsRoom => Level >= 3;

    /// <summary>Whether they may set the topic.</summary>
    public bool SetsTopic => KeepsOrder || !Modes.Has('t');

    /// <summary>Whether they may ask people in.</summary>
    public bool Invites => KeepsOrder || !Modes.Has('i');

    /// <summary>Whether what they say is taken.</summary>
    public bool Speaks => Level >= 1 || (!Modes.Has('m') && (HasAccount || !Modes.Has('M')));

    /// <summary>Whether they may put out somebody of that level.</summary>
    public bool Removes(int other) => KeepsOrder && (Level > other || (Level >= 3 && Level == other));

    /// <summary>Whether they may give the rank of that level.</summary>
    public bool Gives(int level) => level switch
    {
        1 => Level >= 2,
        2 or 3 => Level >= 3,
        _ => Level >= 5,
    };

    /// <summary>Whether they may take that rank from somebody of that level.</summary>
    public bool Takes(int level, int other) => Gives(level) && Level >= other;
}
