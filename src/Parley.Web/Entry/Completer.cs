using Parley.Client;
using Parley.Client.Rooms;
using Parley.Web.Emojis;

namespace Parley.Web.Entry;

/// <summary>What may be meant by what was typed so far.</summary>
/// <param name="Text">What would be put in.</param>
/// <param name="Shown">How it is shown.</param>
/// <param name="Note">A word about it; empty: none.</param>
public sealed record Suggestion(string Text, string Shown, string Note);

/// <summary>What may be meant by the word before the caret.</summary>
/// <param name="Word">The word that would be replaced.</param>
/// <param name="Items">The best first; empty: nothing is to be suggested.</param>
public sealed record Suggestions(string Word, IReadOnlyList<Suggestion> Items)
{
    /// <summary>Nothing.</summary>
    public static Suggestions None { get; } = new("", []);
}

/// <summary>Completes <c>@names</c>, <c>#rooms</c>, <c>:emoji:</c> and <c>/commands</c>.</summary>
internal static class Completer
{
    private const int Most = 8;
    private const int ShortestEmoji = 2;
    private const string Openers = "([{\"'«„“*~|";

    /// <summary>What the word before the caret may mean. Of one that is complete already: nothing, so that Enter sends it.</summary>
    /// <param name="client">Who is here and which rooms there are.</param>
    /// <param name="conversation">Where it is typed; null: nowhere.</param>
    /// <param name="emojis">The emoji; null: they are not here yet.</param>
    /// <param name="before">What stands before the caret, or the end of that.</param>
    /// <param name="isStart">Whether that is all that stands before it.</param>
    public static Suggestions Complete(ChatClient client, Conversation? conversation, EmojiSet? emojis, string before, bool isStart)
    {
        int start = before.LastIndexOfAny([' ', '\n', '\t']) + 1;
        string word = before[start..].TrimStart(Openers.ToCharArray());
        if (word.Length == 0)
            return Suggestions.None;
        IEnumerable<Suggestion> items = word[0] switch
        {
            '@' => Names(client, conversation, word[1..]),
            '#' => Rooms(client, word),
            ':' when word.Length > ShortestEmoji => Emojis(emojis, word[1..]),
            '/' when isStart && start == 0 => EntryCommand.All.Where(one => one.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(one => new Suggestion(one.Name + " ", $"{one.Name} {one.Syntax}".TrimEnd(), one.Help())),
            _ => [],
        };
        Suggestion[] best = [.. items.Take(Most)];
        bool isComplete = Array.Exists(best, one => one.Text.TrimEnd().Equals(word, StringComparison.OrdinalIgnoreCase));
        return best.Length == 0 || isComplete ? Suggestions.None : new Suggestions(word, best);
    }

    private static IEnumerable<Suggestion> Names(ChatClient client, Conversation? conversation, string typed)
    {
        IEnumerable<string> names = conversation switch
        {
            ClientRoom room => room.Members.Select(member => member.Nickname).Where(name => name != client.Nickname),
            { } direct => [direct.Name],
            null => [],
        };
        return Ranked(names, typed).Select(name => new Suggestion($"@{name} ", name, ""));
    }

    private static IEnumerable<Suggestion> Rooms(ChatClient client, string typed)
        => Ranked(client.Rooms.Select(room => room.Name), typed).Select(name => new Suggestion(name + " ", name, client.Find(name) is ClientRoom { Topic.Length: > 0 } room ? room.Topic : ""));

    private static IEnumerable<Suggestion> Emojis(EmojiSet? emojis, string typed)
        => typed.EndsWith(':') ? [] : (emojis?.Search(typed, Most) ?? []).Select(emoji => new Suggestion(emoji.Text + " ", emoji.Text, $":{(emoji.Names is [var name, ..] ? name : emoji.Label)}:"));

    private static IEnumerable<string> Ranked(IEnumerable<string> names, string typed)
        => names.Where(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(name => name, StringComparer.OrdinalIgnoreCase);
}
