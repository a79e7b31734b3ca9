using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Parley.Server.Settings;

/// <summary>Joins what the sources say, checks it and makes the options of it.</summary>
/// <remarks>In rising order: defaults, TOML file, environment, command line. A list replaces that of a lower source whole.</remarks>
public static class SettingsReader
{
    /// <summary>Reads all sources.</summary>
    /// <param name="commandLine">What the command line sets.</param>
    /// <param name="configFile">The TOML file. Null: <c>parley.toml</c> in the data folder, if it is there.</param>
    /// <param name="environment">The environment variables.</param>
    /// <returns>Options in which <see cref="ServerOptions.Data"/> is set, or what is wrong.</returns>
    public static SettingsResult Read(
        IReadOnlyList<GivenSetting> commandLine, string? configFile, IEnumerable<KeyValuePair<string, string>> environment)
    {
        SettingsSource variables = EnvironmentSettings.Read(environment);
        SettingsSource file = ReadFile(configFile, [.. variables.Given, .. commandLine]);
        GivenSetting[] given = [.. file.Given, .. variables.Given, .. commandLine];
        string[] errors = [.. file.Errors, .. variables.Errors, .. given.SelectMany(Refused)];
        return errors.Length > 0 ? new SettingsResult(null, errors) : new SettingsResult(Bind(given), []);
    }

    private static SettingsSource ReadFile(string? configFile, IEnumerable<GivenSetting> above)
    {
        if (configFile is not null)
            return File.Exists(configFile)
                ? TomlSettings.Read(configFile)
                : new SettingsSource([], [$"--config \"{configFile}\": expected a file that exists"]);

        string folder = above.LastOrDefault(IsData)?.Values[0].Text ?? DataFolder.Default;
        string file = Path.Combine(folder, DataFolder.SettingsFile);
        if (!File.Exists(file))
            return new SettingsSource([], []);
        SettingsSource source = TomlSettings.Read(file);
        if (source.Given.FirstOrDefault(IsData) is not { Values: [var value, ..] })
            return source;
        string error = $"{value.Shown}: this file was found in the data folder, so it cannot name another one; use --data";
        return source with { Errors = [.. source.Errors, error] };
    }

    private static bool IsData(GivenSetting given)
        => given.Setting is { Section: nameof(ParleyOptions.Server), Key: nameof(ServerOptions.Data) } && given.Values.Count > 0;

    private static IEnumerable<string> Refused(GivenSetting given)
    {
        (Setting setting, IReadOnlyList<GivenValue> values) = given;
        if (values.Count == 0 && setting.Defaults.Count > 0)
            yield return $"{setting.Name}: expected {setting.About.Allowed}";
        foreach (GivenValue value in values)
        {
            if (!setting.About.Allows(value.Text))
                yield return $"{value.Shown}: expected {setting.About.Allowed}";
        }
        if (values.Count > 1 && !setting.IsList)
            yield return $"{values[^1].Shown}: expected one value";
    }

    private static ParleyOptions Bind(IReadOnlyCollection<GivenSetting> given)
    {
        Dictionary<Setting, IReadOnlyList<string>> texts = Setting.All.ToDictionary(s => s, s => s.Defaults);
        foreach (GivenSetting one in given)
            texts[one.Setting] = [.. one.Values.Select(v => v.Text)];

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(texts.SelectMany(Pairs)).Build();
        // The binder adds to a list that has something in it already.
        var options = new ParleyOptions { Server = new ServerOptions { Listen = [] } };
        configuration.Bind(options);
        return options with
        {
            Server = options.Server with
            {
                Data = Path.GetFullPath(options.Server.Data ?? DataFolder.Default),
                Listen = given.Any(IsListen) || Socket.OSSupportsIPv6 ? options.Server.Listen : [.. options.Server.Listen.Where(IsIPv4)],
            },
        };
    }

    private static bool IsListen(GivenSetting given)
        => given.Setting is { Section: nameof(ParleyOptions.Server), Key: nameof(ServerOptions.Listen) };

    // A start without any options must not fail on a machine that has IPv6 switched off.
    private static bool IsIPv4(string address) => !address.StartsWith('[');

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(KeyValuePair<Setting, IReadOnlyList<string>> setting)
        => setting.Value.Select((text, i) => KeyValuePair.Create<string, string?>(
            setting.Key.IsList ? ConfigurationPath.Combine(setting.Key.Path, $"{i}") : setting.Key.Path, text));
}

/// <summary>The options, or what is wrong with what was given.</summary>
/// <param name="Options">Null when something is wrong.</param>
/// <param name="Errors">Each names the option, the value and what is allowed.</param>
public sealed record SettingsResult(ParleyOptions? Options, IReadOnlyList<string> Errors);
