using Parley.Core.Messages;
using Parley.Protocol.Names;

namespace Parley.Core.Search;

/// <summary>A word, or words that follow each other.</summary>
/// <param name="Words">In the form of <see cref="SearchText.Fold"/>, without the spaces around: <c>red roses</c>.</param>
/// <param name="IsOpen">Whether the last word may go on.</param>
public readonly record struct SearchTerm(string Words, bool IsOpen)
{
    /// <summary>Reads what somebody typed. Null: there is no letter, digit or symbol in it.</summary>
    /// <param name="text">A word, whose end a <c>*</c> leaves open, or a phrase.</param>
    public static SearchTerm? Parse(string text)
    {
        string words = SearchText.FoldSought(text, out bool isOpen).Trim();
        return words.Length == 0 ? null : new(words, isOpen || text.EndsWith('*'));
    }

    /// <summary>Whether it occurs in a text.</summary>
    /// <param name="folded">The text in the form of <see cref="SearchText.Fold"/>.</param>
    public bool IsIn(string folded) => folded.Contains(IsOpen ? $" {Words}" : $" {Words} ", StringComparison.Ordinal);
}

/// <summary>Which messages are sought: those to which all of it applies.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md.</remarks>
public sealed record SearchQuery
{
    /// <summary>What they say, in any order.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>Who said it: a nickname as it was then, or an account. Null: anybody.</summary>
    public string? From { get; init; }

    /// <summary>In which room, or with whom, by name. Null: anywhere. Who asks makes a <see cref="SearchScope"/> of it; a search does not look at it.</summary>
    public string? In { get; init; }

    /// <summary>They were said then or later, to the millisecond. Null: at any time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>They were said earlier, to the millisecond. Null: at any time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>They come before the message of that msgid in the order of the answers: the next page. Null: the first.</summary>
    public Guid? BeforeId { get; init; }

    /// <summary>Whether they have the link of a file.</summary>
    public bool HasFile { get; init; }

    /// <summary>Whether the oldest are wanted when there are more than the limit, and not the newest.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>The most messages.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Whether a message is meant, times and places apart.</summary>
    public bool Matches(Message message)
        => (From is null || IsFrom(message, From)) && (!HasFile || SearchText.HasFile(message.Text.Span)) && Says(message);

    private bool Says(Message message)
    {
        if (Terms.Count == 0)
            return true;
        string folded = SearchText.Fold(message.Text.Span);
        return Terms.All(term => term.IsIn(folded));
    }

    private static bool IsFrom(Message message, string name)
        => Casemapping.Same(SourceMask.Parse(message.Source).Nickname, name) || (message.Account is { } account && Casemapping.Same(account, name));
}
