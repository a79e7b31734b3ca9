using System.Collections;
using System.CommandLine;
using Parley.Server.Settings;

namespace Parley.Operating;

/// <summary>The options that say which server a command is for: the one of a data folder, running or not.</summary>
internal static class HouseOptions
{
    private static readonly Setting DataSetting = Setting.Find($"{nameof(ParleyOptions.Server)}.{nameof(ServerOptions.Data)}")!;

    private static readonly Option<string?> Data = new(DataSetting.About.Switch!)
    {
        HelpName = DataSetting.About.Placeholder,
        Description = DataSetting.About.Text,
        Recursive = true,
    };

    private static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "The server's file of settings. Without it: parley.toml in the data folder, if it is there.",
        Recursive = true,
    };

    /// <summary>Adds them to a command and all commands below it.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Config);
    }

    /// <summary>Reads the settings as the server does.</summary>
    public static SettingsResult Read(ParseResult asked)
    {
        GivenSetting[] given = asked.GetValue(Data) is { } folder ? [new GivenSetting(DataSetting, [new GivenValue(folder, $"--data \"{folder}\"")])] : [];
        return SettingsReader.Read(given, asked.GetValue(Config), EnvironmentVariables());
    }

    /// <summary>The environment variables as the settings are read from.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EnvironmentVariables()
        => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => KeyValuePair.Create((string)v.Key, v.Value as string ?? ""));
}
