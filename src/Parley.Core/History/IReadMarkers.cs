namespace Parley.Core.History;

/// <summary>Up to when each party has read what.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/read-marker.</remarks>
public interface IReadMarkers
{
    /// <summary>Up to when the party has read a room, or what another said. Null: not known. Answers at once: it is asked under a room's lock.</summary>
    DateTimeOffset? Find(Party reader, string target);

    /// <summary>The party has read up to that moment. A marker never goes back.</summary>
    /// <returns>The marker as it is now.</returns>
    DateTimeOffset Advance(Party reader, string target, DateTimeOffset to);

    /// <summary>A room has another name, and everybody's marker of it goes along. Answers at once.</summary>
    void RenameRoom(string from, string to);

    /// <summary>A guest has gone, or an account was given up.</summary>
    void Forget(Party party);
}
