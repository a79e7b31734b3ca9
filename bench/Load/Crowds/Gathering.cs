using System.Diagnostics;
using Parley.Load.Wire;

namespace Parley.Load.Crowds;

/// <summary>Brings a crowd into its rooms before anything is measured.</summary>
internal static class Gathering
{
    // Few enough that no server's queue of connections to accept runs over.
    private const int AtOnce = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Connects everybody, and returns when each has seen the end of its room's list of names.</summary>
    /// <returns>The members, room by room.</returns>
    /// <exception cref="LoadException">Somebody was refused, or it took too long.</exception>
    public static Connection[] Gather(Crowd crowd, int rooms, int membersPerRoom)
    {
        var members = new Connection[rooms * membersPerRoom];
        int connected = 0, joined = 0;
        string? refusal = null;
        crowd.Moved = connection =>
        {
            if (connection.Stage == Stage.Joined)
                joined++;
            else if (connection.Stage == Stage.Closed)
                refusal ??= connection.LastWords;
        };

        long start = Stopwatch.GetTimestamp();
        while (joined < members.Length)
        {
            for (; connected < members.Length && connected - joined < AtOnce; connected++)
                members[connected] = crowd.Connect(connected, crowd.RoomName(connected / membersPerRoom));
            crowd.Poll(milliseconds: 100);
            if (refusal is not null)
                throw new LoadException($"The server refused a client ({joined} of {members.Length} had joined): {refusal}");
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new LoadException($"Only {joined} of {members.Length} clients had joined after {Patience.TotalSeconds:0} s");
        }
        crowd.Moved = null;
        return members;
    }
}
