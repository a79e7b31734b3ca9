namespace Parley.HistoryBench;

/// <summary>What people say: words as often as in any language (Zipf), in rooms of which some are busier than others.</summary>
/// <param name="seed">The same seed says the same.</param>
internal sealed class Saying(int seed)
{
    /// <summary>A word that stands in about one message of ten.</summary>
    public const string Common = "tea";

    /// <summary>A word that stands in one message of a million.</summary>
    public const string Rare = "zanzibar";

    private const int Words = 20_000;
    private static readonly string[] Syllables = ["ba", "ke", "mi", "lo", "tu", "ra", "ne", "si", "vo", "du", "pa", "ge", "fi", "ho", "ju"];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    /// <summary>A room: the square of an even chance, so that a tenth of the rooms have a third of what is said.</summary>
    public int Room(int rooms) => (int)(_random.NextDouble() * _random.NextDouble() * rooms);

    /// <summary>The text of the message of that number.</summary>
    public string Text(int number)
    {
        int length = 4 + _random.Next(14);
        var words = new string[length];
        for (int i = 0; i < length; i++)
            words[i] = Word((int)Math.Pow(Words, _random.NextDouble()));
        if (number % 10 == 3)
            words[0] = Common;
        if (number % 1_000_000 == 777_777)
            words[^1] = Rare;
        return string.Join(' ', words);
    }

    private static string Word(int rank)
    {
        string word = "";
        for (int left = rank; left > 0; left /= Syllables.Length)
            word += Syllables[left % Syllables.Length];
        return word;
    }
}
