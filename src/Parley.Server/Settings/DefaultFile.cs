using System.Globalization;

namespace Parley.Server.Settings;

/// <summary>Writes the commented TOML file that holds every option with its default.</summary>
public static class DefaultFile
{
    private const int Width = 100;

    /// <summary>The whole file.</summary>
    public static string Write()
    {
        using var file = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Comment(file, $"Options of Parley, with their defaults. This file is read from {DataFolder.SettingsFile} in the data folder, "
            + "or from where --config says. An environment variable such as PARLEY__Limits__Outbox, and the command line, "
            + "take precedence over it. Sizes are in bytes, times are hours:minutes:seconds.");
        foreach (IGrouping<string, Setting> section in Setting.All.GroupBy(s => s.Section))
        {
            file.WriteLine();
            file.WriteLine($"[{section.Key}]");
            foreach (Setting setting in section)
                Option(file, setting);
        }
        return file.ToString();
    }

    private static void Option(TextWriter file, Setting setting)
    {
        file.WriteLine();
        Comment(file, $"{setting.About.Text} Allowed: {setting.About.Allowed}.");
        if (setting.Defaults.Count == 0)
            file.WriteLine($"# {setting.Key} = {(setting.IsList ? $"[{Quoted(setting.About.Example!)}]" : Quoted(setting.About.Example!))}");
        else if (setting.IsList)
            file.WriteLine($"{setting.Key} = [{string.Join(", ", setting.Defaults.Select(Quoted))}]");
        else
            file.WriteLine($"{setting.Key} = {Value(setting)}");
    }

    private static string Value(Setting setting)
        => setting.Type == typeof(bool) || setting.Type == typeof(int) || setting.Type == typeof(long)
            ? setting.Defaults[0]
            : Quoted(setting.Defaults[0]);

    // No default and no example holds a quote, a backslash or a control character.
    private static string Quoted(string text) => $"\"{text}\"";

    private static void Comment(TextWriter file, string text)
    {
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            bool wraps = column == 0 || column + 1 + word.Length > Width;
            file.Write((wraps ? column == 0 ? "# " : "\n# " : " ") + word);
            column = (wraps ? 1 : column) + 1 + word.Length;
        }
        file.WriteLine();
    }
}
