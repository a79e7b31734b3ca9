using Parley.Protocol.Names;

namespace Parley.Core.Users;

/// <summary>Who had a nickname that was given up, by going or by taking another.</summary>
/// <param name="Nickname">The name given up.</param>
/// <param name="Username">The user name.</param>
/// <param name="Host">The host as others saw it.</param>
/// <param name="RealName">The real name at the end.</param>
/// <param name="Account">The account. Null: a guest.</param>
/// <param name="At">When the name was given up.</param>
public sealed record FormerUser(string Nickname, string Username, string Host, string RealName, string? Account, DateTimeOffset At);

/// <summary>The latest names that were given up, for WHOWAS. All methods from any thread.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#whowas-message.</remarks>
/// <param name="most">How many are remembered; the oldest goes when one more comes. 0: none.</param>
/// <param name="time">The clock.</param>
public sealed class FormerNames(int most, TimeProvider time)
{
    private readonly Queue<(string Folded, FormerUser User)> _latest = [];

    /// <summary>Those who had the name, the latest first.</summary>
    public IReadOnlyList<FormerUser> Of(string nickname)
    {
        string folded = Casemapping.Fold(nickname);
        lock (_latest)
            return [.. _latest.Where(entry => entry.Folded == folded).Select(entry => entry.User).Reverse()];
    }

    /// <summary>Remembers a user as they are called now.</summary>
    internal void Add(User user)
    {
        var entry = new FormerUser(user.Nickname, user.Username, user.Host, user.RealName, user.Account, time.GetUtcNow());
        lock (_latest)
        {
            _latest.Enqueue((Casemapping.Fold(user.Nickname), entry));
            while (_latest.Count > most)
                _latest.Dequeue();
        }
    }
}
