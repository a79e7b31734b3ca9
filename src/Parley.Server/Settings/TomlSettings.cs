using System.Globalization;
using Tomlyn;
using Tomlyn.Parsing;

namespace Parley.Server.Settings;

/// <summary>Reads options from a TOML file: a table per section, a key per option.</summary>
/// <remarks>Source: https://toml.io/en/v1.0.0.</remarks>
public static class TomlSettings
{
    /// <summary>Reads a file. What is no TOML, and a key that names no option, is an error with the file's name and the line.</summary>
    public static SettingsSource Read(string file)
    {
        var given = new Dictionary<string, GivenSetting>();
        var errors = new List<string>();
        try
        {
            foreach (TomlEntry entry in Entries(File.ReadAllText(file)))
            {
                string place = $"{file}:{entry.Line}";
                if (Setting.Find(entry.Name) is not { } setting)
                    errors.Add($"{place}: there is no option {entry.Name}; the nearest is {Setting.Nearest(entry.Name).Name}");
                else
                    Add(setting, entry.Value, $"{place}: {setting.Name} = {entry.Value}");
            }
        }
        catch (TomlException e)
        {
            errors.Add($"{file}:{e.Line}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{file}: {e.Message}");
        }
        return new SettingsSource([.. given.Values], errors);

        void Add(Setting setting, string? value, string shown)
        {
            if (!given.TryGetValue(setting.Name, out GivenSetting? before))
                before = new GivenSetting(setting, []);
            if (value is not null)
                before = before with { Values = [.. before.Values, new GivenValue(Rooted(setting, value, file), shown)] };
            given[setting.Name] = before;
        }
    }

    private static string Rooted(Setting setting, string value, string file)
        => setting.About.IsPath && value.Length > 0 ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, value) : value;

    // Every value of the file with the dotted name of its key; a list gives one entry a value, and an empty list one with null.
    private static IEnumerable<TomlEntry> Entries(string text)
    {
        var tables = new List<string>();
        string key = "";
        TomlParser parser = TomlParser.Create(text);
        while (parser.MoveNext())
        {
            TomlParseEvent now = parser.Current;
            switch (now.Kind)
            {
                case TomlParseEventKind.PropertyName:
                    key = parser.GetPropertyName();
                    break;
                case TomlParseEventKind.StartTable:
                    tables.Add(key);
                    break;
                case TomlParseEventKind.EndTable:
                    tables.RemoveAt(tables.Count - 1);
                    break;
                case TomlParseEventKind.StartArray:
                    yield return new TomlEntry(Name(), null, now.Line);
                    break;
                case TomlParseEventKind.String:
                    yield return new TomlEntry(Name(), parser.GetString(), now.Line);
                    break;
                case TomlParseEventKind.Integer:
                    yield return new TomlEntry(Name(), now.GetInt64().ToString(CultureInfo.InvariantCulture), now.Line);
                    break;
                case TomlParseEventKind.Boolean:
                    yield return new TomlEntry(Name(), now.GetBoolean() ? "true" : "false", now.Line);
                    break;
                case TomlParseEventKind.Float or TomlParseEventKind.DateTime:
                    yield return new TomlEntry(Name(), now.Span is { } span ? text.Substring(span.Offset, span.Length) : "", now.Line);
                    break;
            }
        }

        string Name() => string.Join('.', tables.Append(key).Where(part => part.Length > 0));
    }

    private readonly record struct TomlEntry(string Name, string? Value, int Line);
}
