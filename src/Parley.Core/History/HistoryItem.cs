using Parley.Core.Messages;

namespace Parley.Core.History;

/// <summary>Who asks for which of a history's items. The kinds, as a set.</summary>
[Flags]
public enum HistoryContent
{
    /// <summary>What only holds a place: a message that was taken back.</summary>
    None = 0,

    /// <summary>What was said: PRIVMSG and NOTICE.</summary>
    Messages = 1 << 0,

    /// <summary>That messages were taken back. These do not count when items are counted.</summary>
    Redactions = 1 << 1,

    /// <summary>Everything else: who came and went, topics, modes, messages of tags only.</summary>
    Events = 1 << 2,
}

/// <summary>One thing that a history keeps. It never changes.</summary>
/// <param name="Id">Its msgid.</param>
/// <param name="At">When it happened.</param>
/// <param name="Source">Who did it, as they were called then: <c>nick!user@host</c>.</param>
/// <param name="Account">That one's account. Null: a guest.</param>
public abstract record HistoryItem(Guid Id, DateTimeOffset At, string Source, string? Account)
{
    /// <summary>What kind of thing it is.</summary>
    public abstract HistoryContent Content { get; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>The same as if nobody with an account had done it.</summary>
    /// <param name="source">Who is said to have done it.</param>
    public abstract HistoryItem DisownedAs(string source);
}

/// <summary>What happened in a room besides messages, as numbers that stay the same on disk.</summary>
public enum HappeningKind
{
    /// <summary>Somebody came in. Words: account or <c>*</c>, real name.</summary>
    Joined = 1,

    /// <summary>Somebody left. Words: the reason, which may be empty.</summary>
    Parted = 2,

    /// <summary>Somebody was put out. Words: nickname, reason.</summary>
    Kicked = 3,

    /// <summary>Somebody has gone. Words: the reason.</summary>
    Quit = 4,

    /// <summary>Somebody has another name. Words: the new nickname.</summary>
    Renamed = 5,

    /// <summary>The topic is another. Words: the text, empty when it was cleared.</summary>
    Topic = 6,

    /// <summary>Modes were changed. Words: signs and letters, then their parameters.</summary>
    Modes = 7,

    /// <summary>A message was taken back. Words: its msgid, whom it was for, the reason, which may be empty.</summary>
    Redacted = 8,
}

/// <summary>What happened in a room, or that a message was taken back, with as much as is needed to tell of it later.</summary>
/// <param name="Stamp">Its id, its time, and who did it.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Words">What belongs to the kind.</param>
public sealed record Happening(Stamp Stamp, HappeningKind Kind, params IReadOnlyList<string> Words)
    : HistoryItem(Stamp.Id, Stamp.At, Stamp.Source, Stamp.Account)
{
    /// <inheritdoc/>
    public override HistoryContent Content => Kind == HappeningKind.Redacted ? HistoryContent.Redactions : HistoryContent.Events;

    /// <inheritdoc/>
    public override int Size => 200 + Words.Sum(word => 2 * word.Length);

    /// <inheritdoc/>
    public override HistoryItem DisownedAs(string source) => new Happening(Stamp with { Source = source, Account = null }, Kind, Words);
}

/// <summary>The place of a message that was taken back: nothing of it is left, but others can still be found by it.</summary>
/// <param name="Id">The message's msgid.</param>
/// <param name="At">Its time.</param>
public sealed record Vacancy(Guid Id, DateTimeOffset At) : HistoryItem(Id, At, "", null)
{
    /// <inheritdoc/>
    public override HistoryContent Content => HistoryContent.None;

    /// <inheritdoc/>
    public override int Size => 80;

    /// <inheritdoc/>
    public override HistoryItem DisownedAs(string source) => this;
}
