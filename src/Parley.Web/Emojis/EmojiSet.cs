namespace Parley.Web.Emojis;

/// <summary>An emoji.</summary>
/// <param name="Text">The emoji itself, without a skin tone.</param>
/// <param name="Names">Its names for <c>:name:</c>, the usual one first.</param>
/// <param name="Label">Its name for people, in their language.</param>
/// <param name="Words">Words to find it by, in their language.</param>
/// <param name="HasTones">Whether it has skin tones.</param>
internal sealed record Emoji(string Text, IReadOnlyList<string> Names, string Label, string Words, bool HasTones)
{
    private static readonly string[] Tones = ["", "🏻", "🏼", "🏽", "🏾", "🏿"];

    /// <summary>With a skin tone, if it has any.</summary>
    /// <param name="tone">0: none; 1, the lightest, to 5.</param>
    public string With(int tone)
    {
        if (!HasTones || tone <= 0 || tone >= Tones.Length)
            return Text;
        int first = char.IsHighSurrogate(Text[0]) ? 2 : 1;
        return Text[..first] + Tones[tone] + Text[first..].TrimStart('\uFE0F');
    }
}

/// <summary>Emoji that belong together.</summary>
/// <param name="Key">Such as <c>food-drink</c>.</param>
/// <param name="Emojis">In the order of Unicode.</param>
internal sealed record EmojiGroup(string Key, IReadOnlyList<Emoji> Emojis);

/// <summary>All emoji, with their names in one language.</summary>
/// <remarks><c>tools/emoji/make.mjs</c> writes the files and says what stands in them.</remarks>
internal sealed class EmojiSet
{
    private readonly Dictionary<string, Emoji> _byName = [];
    private readonly Dictionary<string, Emoji> _byText = [];

    private EmojiSet(IReadOnlyList<EmojiGroup> groups) => Groups = groups;

    /// <summary>The groups, in the order of Unicode.</summary>
    public IReadOnlyList<EmojiGroup> Groups { get; }

    /// <summary>Reads a file. Lines that make no sense are left out.</summary>
    public static EmojiSet Parse(string file)
    {
        var groups = new List<EmojiGroup>();
        var emojis = new List<Emoji>();
        foreach (string line in file.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#') && !line.Contains('\t'))
                groups.Add(new EmojiGroup(line[1..], emojis = []));
            else if (line.Split('\t') is [{ Length: > 0 } text, var names, var label, .. var rest])
                emojis.Add(new Emoji(text, names.Split(' ', StringSplitOptions.RemoveEmptyEntries), label, rest.Length > 0 ? rest[0] : "", rest.Length > 1 && rest[1] == "1"));
        }
        var set = new EmojiSet(groups);
        foreach (Emoji emoji in groups.SelectMany(group => group.Emojis))
        {
            set._byText.TryAdd(emoji.Text, emoji);
            foreach (string name in emoji.Names)
                set._byName.TryAdd(name, emoji);
        }
        return set;
    }

    /// <summary>The emoji of that name, or null.</summary>
    public Emoji? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What an emoji is called; null: it is none without a tone.</summary>
    public string? LabelOf(string text) => _byText.GetValueOrDefault(text)?.Label;

    /// <summary>Those that the words mean: first by the beginning of a name, then by the beginning of a word, all words of them.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="most">The most that are wanted.</param>
    public IReadOnlyList<Emoji> Search(string typed, int most)
    {
        string[] words = typed.ToLowerInvariant().Split([' ', '_', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        string name = string.Join('_', words);
        IEnumerable<Emoji> all = Groups.SelectMany(group => group.Emojis);
        return [.. all.Select(emoji => (emoji, rank: Rank(emoji, name, words))).Where(one => one.rank < int.MaxValue).OrderBy(one => one.rank).Take(most).Select(one => one.emoji)];
    }

    private static int Rank(Emoji emoji, string name, string[] words)
    {
        if (emoji.Names.Contains(name))
            return 0;
        if (emoji.Names.Any(one => one.StartsWith(name, StringComparison.Ordinal)))
            return 1;
        string all = $" {emoji.Label} {emoji.Words} {string.Join(' ', emoji.Names)}".ToLowerInvariant().Replace('_', ' ');
        return Array.TrueForAll(words, word => all.Contains(" " + word, StringComparison.Ordinal)) ? 2
            : Array.TrueForAll(words, word => word.Length > 2 && all.Contains(word, StringComparison.Ordinal)) || words is [{ Length: > 0 } one] && one[0] > '\u2E80' && all.Contains(one, StringComparison.Ordinal) ? 3
            : int.MaxValue;
    }
}
