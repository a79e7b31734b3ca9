using System.Globalization;

namespace Parley.Client.Rooms;

/// <summary>What a room is like: its modes by their letters, and their parameters.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-modes. Lists of masks are asked for by themselves.</remarks>
public sealed class RoomModes
{
    private readonly SortedDictionary<char, string?> _set = [];

    internal RoomModes()
    {
    }

    /// <summary>Whether the server has told them. Until then nothing is known to be on.</summary>
    public bool IsKnown { get; internal set; }

    /// <summary>The letters of those that are on.</summary>
    public IReadOnlyCollection<char> Letters => _set.Keys;

    /// <summary>The word that one needs to come in (<c>k</c>); null: none, or it is not told.</summary>
    public string? Key => Parameter('k');

    /// <summary>The most members (<c>l</c>); null: no limit.</summary>
    public int? Limit => int.TryParse(Parameter('l'), NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;

    /// <summary>Whether the mode is on.</summary>
    public bool Has(char letter) => _set.ContainsKey(letter);

    /// <summary>The mode's parameter; null: it has none, or is off.</summary>
    public string? Parameter(char letter) => _set.GetValueOrDefault(letter);

    internal void Clear()
    {
        _set.Clear();
        IsKnown = false;
    }

    internal void Set(char letter, bool on, string? parameter)
    {
        if (on)
            _set[letter] = parameter;
        else
            _set.Remove(letter);
    }
}
