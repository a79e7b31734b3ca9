using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Parley.Server.Settings;

/// <summary>One option of <see cref="ParleyOptions"/>: its place, its description and its default as text.</summary>
/// <param name="Section">Such as <c>Limits</c>.</param>
/// <param name="Key">Such as <c>Outbox</c>.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="About">What it is for and what is allowed.</param>
/// <param name="Defaults">Its value when nobody sets it. Empty: it has none.</param>
public sealed record Setting(string Section, string Key, Type Type, SettingAttribute About, IReadOnlyList<string> Defaults)
{
    /// <summary>All options, in the order in which they are declared.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. FromRecords()];

    /// <summary>As people name it: <c>Limits.Outbox</c>.</summary>
    public string Name => $"{Section}.{Key}";

    /// <summary>The environment variable that sets it: <c>PARLEY__Limits__Outbox</c>.</summary>
    public string Variable => $"PARLEY__{Section}__{Key}";

    /// <summary>Whether it takes several values.</summary>
    public bool IsList => Type == typeof(IReadOnlyList<string>);

    /// <summary>As the framework's configuration names it: <c>Limits:Outbox</c>.</summary>
    internal string Path => ConfigurationPath.Combine(Section, Key);

    /// <summary>Its value in these options, as text. Empty: it has none.</summary>
    public IReadOnlyList<string> TextsIn(ParleyOptions options)
    {
        object section = typeof(ParleyOptions).GetProperty(Section)!.GetValue(options)!;
        return Texts(section.GetType().GetProperty(Key)!.GetValue(section));
    }

    /// <summary>Finds an option by its name, in any case: <c>limits.outbox</c>. Null: there is none.</summary>
    public static Setting? Find(string name) => All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The option whose name is nearest to one that does not exist.</summary>
    public static Setting Nearest(string name)
        => All.MinBy(s => EditDistance.Between((name.Contains('.') ? s.Name : s.Key).ToLowerInvariant(), name.ToLowerInvariant()))!;

    private static IEnumerable<Setting> FromRecords()
    {
        var defaults = new ParleyOptions();
        foreach (PropertyInfo section in typeof(ParleyOptions).GetProperties())
        {
            foreach (PropertyInfo key in section.PropertyType.GetProperties())
            {
                SettingAttribute about = key.GetCustomAttribute<SettingAttribute>()
                    ?? throw new InvalidOperationException($"{section.Name}.{key.Name} has no description");
                yield return new Setting(section.Name, key.Name, key.PropertyType, about, Texts(key.GetValue(section.GetValue(defaults))));
            }
        }
    }

    private static IReadOnlyList<string> Texts(object? value) => value switch
    {
        null => [],
        bool yes => [yes ? "true" : "false"],
        string text => [text],
        IEnumerable many => [.. many.Cast<string>()],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
    };
}
