using System.Buffers;
using System.Collections.Immutable;
using Parley.Core.Rooms;

namespace Parley.Core.Metadata;

/// <summary>What a user or a room tells of itself: keys with values, such as <c>display-name</c> or <c>avatar</c>. May be used by any thread.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#keys-and-values.</remarks>
public sealed class MetadataSet
{
    /// <summary>The longest key, in characters, each of which is a byte: with it, a value and two names fit a line.</summary>
    public const int MaxKey = 32;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_./-");
    private readonly Lock _turn = new();
    private ImmutableSortedDictionary<string, string> _values = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The keys that are set, in their order, with their values.</summary>
    public ImmutableSortedDictionary<string, string> Values => Volatile.Read(ref _values);

    /// <summary>Whether this can be a key.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= MaxKey && !text.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>Sets all keys as they were kept.</summary>
    public void Restore(ImmutableSortedDictionary<string, string> values) => Volatile.Write(ref _values, values.WithComparers(StringComparer.Ordinal));

    /// <summary>Sets a key, or removes it.</summary>
    /// <param name="key">Found to be one.</param>
    /// <param name="value">Found not too long. Null: the key is removed.</param>
    /// <param name="most">How many keys may be set.</param>
    /// <returns><see cref="Refusal.None"/>, <see cref="Refusal.MetadataFull"/>, or <see cref="Refusal.KeyNotSet"/> when there was nothing to remove.</returns>
    public Refusal Set(string key, string? value, int most)
    {
        lock (_turn)
        {
            if (value is null && !_values.ContainsKey(key))
                return Refusal.KeyNotSet;
            if (value is not null && _values.Count >= most && !_values.ContainsKey(key))
                return Refusal.MetadataFull;
            Volatile.Write(ref _values, value is null ? _values.Remove(key) : _values.SetItem(key, value));
            return Refusal.None;
        }
    }
}
