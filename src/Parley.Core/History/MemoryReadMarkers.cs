using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Core.History;

/// <summary>Read markers that end with the process.</summary>
public sealed class MemoryReadMarkers : IReadMarkers
{
    // Nobody reads in so many places; over it the oldest marker goes, so that nobody fills the memory with names.
    private const int MostPerParty = 1000;

    private readonly ConcurrentDictionary<Party, Dictionary<string, DateTimeOffset>> _byParty = new();

    /// <inheritdoc/>
    public DateTimeOffset? Find(Party reader, string target)
    {
        if (!_byParty.TryGetValue(reader, out var markers))
            return null;
        lock (markers)
            return markers.TryGetValue(Casemapping.Fold(target), out DateTimeOffset marker) ? marker : null;
    }

    /// <inheritdoc/>
    public DateTimeOffset Advance(Party reader, string target, DateTimeOffset to)
    {
        string key = Casemapping.Fold(target);
        var markers = _byParty.GetOrAdd(reader, static _ => new(StringComparer.Ordinal));
        lock (markers)
        {
            if (markers.TryGetValue(key, out DateTimeOffset marker) && marker >= to)
                return marker;
            if (markers.Count == MostPerParty)
                markers.Remove(markers.MinBy(pair => pair.Value).Key);
            return markers[key] = to;
        }
    }

    /// <inheritdoc/>
    public void RenameRoom(string from, string to)
    {
        string before = Casemapping.Fold(from), after = Casemapping.Fold(to);
        if (before == after)
            return;
        foreach ((_, Dictionary<string, DateTimeOffset> markers) in _byParty)
            lock (markers)
            {
                markers.Remove(after);
                if (markers.Remove(before, out DateTimeOffset marker))
                    markers[after] = marker;
            }
    }

    /// <inheritdoc/>
    public void Forget(Party party) => _byParty.TryRemove(party, out _);
}
