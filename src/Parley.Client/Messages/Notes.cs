using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Client.Messages;

/// <summary>A later message that stands in the place of an earlier one.</summary>
internal sealed record Correction(string Id, string Raw, SourceMask From, string? Account, bool IsOwn, DateTimeOffset Time)
{
    /// <summary>What the message says now.</summary>
    public string Text => EditTag.TextOf(Raw);
}

/// <summary>What was said later about one message: what people think of it, how its author has corrected it, that it was taken back.</summary>
/// <remarks>It may come in any order, and more than once: of what contradicts itself, what was said last counts.</remarks>
internal sealed class Notes
{
    // No honest people come near; a hostile one shall neither fill our memory nor the screen.
    // Nobody takes the place of another.
    private const int MostReactions = 5000;
    private const int MostReactionsOfOne = 50;
    private const int MostKinds = 50;
    private const int MostCorrections = 1000;
    private const int MostCorrectionsOfOne = 20;

    private readonly List<Opinion> _opinions = [];
    private readonly List<Correction> _corrections = [];

    /// <summary>Grows with each change.</summary>
    public int Version { get; private set; }

    /// <summary>Null: it was not taken back.</summary>
    public Redaction? Redaction { get; private set; }

    /// <summary>The corrections, oldest first, of whoever has said to be the author.</summary>
    public IReadOnlyList<Correction> Corrections => _corrections;

    /// <summary>What people think.</summary>
    public IReadOnlyList<Reaction> Reactions
        => [.. _opinions.Where(one => one.IsHeld).GroupBy(one => one.Text).Take(MostKinds)
            .Select(group => new Reaction(group.Key, [.. group.Select(one => one.Nickname)], group.Any(one => one.IsOwn)))];

    /// <summary>Somebody thinks so, or not any more.</summary>
    /// <param name="text">What.</param>
    /// <param name="who">The key of who it is.</param>
    /// <param name="nickname">Their name.</param>
    /// <param name="isOwn">Whether it is this user.</param>
    /// <param name="isHeld">Whether they think so.</param>
    /// <param name="at">When they said it.</param>
    public void React(string text, string who, string nickname, bool isOwn, bool isHeld, DateTimeOffset at)
    {
        int known = _opinions.FindIndex(one => one.Who == who && one.Text == text);
        if ((known >= 0 && _opinions[known].At > at) || (known < 0 && (_opinions.Count >= MostReactions || _opinions.Count(one => one.Who == who) >= MostReactionsOfOne)))
            return;
        var opinion = new Opinion(text, who, nickname, isOwn, isHeld, at);
        // Who has thought better of it and worse again stands where they stood.
        if (known >= 0)
            _opinions[known] = opinion;
        else
            _opinions.Add(opinion);
        Version++;
    }

    public void Correct(Correction correction)
    {
        if (_corrections.Exists(one => one.Id == correction.Id) || _corrections.Count >= MostCorrections)
            return;
        // What was said last counts: the first that the same one has said makes room.
        if (_corrections.Count(one => IsSame(one, correction)) >= MostCorrectionsOfOne)
            _corrections.RemoveAt(_corrections.FindIndex(one => IsSame(one, correction)));
        int place = _corrections.FindLastIndex(one => one.Time <= correction.Time) + 1;
        _corrections.Insert(place, correction);
        Version++;
    }

    public void Redact(Redaction redaction)
    {
        Redaction ??= redaction;
        Version++;
    }

    private static bool IsSame(Correction one, Correction other)
        => one.Account is { } account ? account == other.Account : other.Account is null && one.From == other.From;

    private sealed record Opinion(string Text, string Who, string Nickname, bool IsOwn, bool IsHeld, DateTimeOffset At);
}
