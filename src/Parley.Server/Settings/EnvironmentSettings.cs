using System.Globalization;

namespace Parley.Server.Settings;

/// <summary>Reads options from environment variables: <c>PARLEY__Section__Key</c>.</summary>
/// <remarks>A list stands in one of them, with commas, or in several: <c>PARLEY__Section__Key__0</c> and so on. Source: https://learn.microsoft.com/aspnet/core/fundamentals/configuration/#naming-of-environment-variables.</remarks>
public static class EnvironmentSettings
{
    private const string Prefix = "PARLEY__";

    /// <summary>Reads the variables whose names start with <c>PARLEY__</c>. One that names no option is an error.</summary>
    public static SettingsSource Read(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var found = new SortedDictionary<(string Name, int Index), GivenValue>();
        var errors = new List<string>();
        foreach ((string variable, string value) in variables)
        {
            if (!variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            (string name, int index) = Parse(variable);
            if (Setting.Find(name) is not { } setting || (index >= 0 && !setting.IsList))
                errors.Add($"{variable}: there is no such option; the nearest is {Setting.Nearest(name).Variable}");
            else
                found[(setting.Name, index)] = new GivenValue(value, $"{variable}={value}");
        }
        return new SettingsSource([.. found.GroupBy(f => f.Key.Name, Given)], errors);
    }

    private static GivenSetting Given(string name, IEnumerable<KeyValuePair<(string Name, int Index), GivenValue>> values)
    {
        Setting setting = Setting.Find(name)!;
        IEnumerable<GivenValue> given = values.Select(v => v.Value);
        // A list may also stand in one variable, with commas: container files have no nice way to write several.
        return new GivenSetting(setting, [.. setting.IsList ? given.SelectMany(Split) : given]);
    }

    private static IEnumerable<GivenValue> Split(GivenValue value)
        => value.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => value with { Text = part });

    private static (string Name, int Index) Parse(string variable)
    {
        string name = variable[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal);
        int dot = name.LastIndexOf('.');
        return dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? (name[..dot], index)
            : (name, -1);
    }
}
