using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Server.Commands;

namespace Parley.Server.Tests.AnyInput;

/// <summary>Lines as clients send them, of every verb: those that the tests of the commands send. Who adds a command adds them with its tests.</summary>
internal static partial class RealLines
{
    /// <summary>Stands in a line for the id of the last message that its sender has seen.</summary>
    public const string LastId = "{msgid}";

    private static readonly string[] All = Read();

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<IGrouping<string, string>> ByVerb { get; } = [.. All.GroupBy(VerbOf).OrderBy(lines => lines.Key, StringComparer.Ordinal)];

    /// <summary>Every parameter that stands in one of them, each once: names, subcommands, modes, texts.</summary>
    public static IReadOnlyList<string> Parameters { get; }
        = [.. All.SelectMany(line => line.Split(' ').Skip(1)).Where(word => word.Length is > 0 and < 100).Distinct(StringComparer.Ordinal)];

    private static string[] Read()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "Commands");
        return [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(literal => Unescape(Hole().Replace(literal.Groups[1].Value, LastId)))
            .Where(IsCommand)
            .Distinct(StringComparer.Ordinal)];
    }

    private static bool IsCommand(string line)
        => VerbOf(line) is var verb && !verb.Any(char.IsLower) && CommandTable.TryFind(Encoding.UTF8.GetBytes(verb), out _);

    private static string VerbOf(string line)
    {
        string[] words = line.Split(' ');
        return words[0].StartsWith('@') && words.Length > 1 ? words[1] : words[0];
    }

    private static string Unescape(string literal)
    {
        try
        {
            return Regex.Unescape(literal);
        }
        catch (RegexParseException)
        {
            return literal;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"""((?:[^""\\\r\n]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}""]*\}")]
    private static partial Regex Hole();
}
