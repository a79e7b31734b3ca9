namespace Parley.Web.Moderation;

/// <summary>What those who run a room do about somebody.</summary>
public enum Measure
{
    /// <summary>Puts them out; they may come back.</summary>
    Remove,

    /// <summary>Puts them out and keeps them out.</summary>
    Ban,

    /// <summary>They may read, but not speak.</summary>
    Mute,
}
