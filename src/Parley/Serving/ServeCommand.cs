using System.CommandLine;
using Parley.Operating;
using Parley.Server.Settings;
using Parley.Terminal;

namespace Parley.Serving;

/// <summary><c>parley serve</c>: reads the settings and runs the server.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "The file of settings; \"parley config\" prints one. Without it: parley.toml in the data folder, if it is there.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Runs a chatroom, and prints the addresses at which people join.");
        Dictionary<Setting, Option<string[]>> switches = Setting.All.Where(s => s.About.Switch is not null).ToDictionary(s => s, Switch);
        foreach (Option<string[]> option in switches.Values)
            command.Options.Add(option);
        command.Options.Add(Config);
        command.SetAction((asked, _) => RunAsync(asked, [.. switches.SelectMany(s => Given(asked, s.Key, s.Value))]));
        return command;
    }

    private static Option<string[]> Switch(Setting setting)
    {
        string without = setting.Defaults.Count > 0 ? $" [default: {string.Join(", ", setting.Defaults)}]" : "";
        string again = setting.IsList ? " Can be given more than once." : "";
        var option = new Option<string[]>(setting.About.Switch!)
        {
            HelpName = setting.About.Placeholder,
            Description = setting.About.Text + again + without,
            Arity = ArgumentArity.OneOrMore,
        };
        option.CompletionSources.Add([.. setting.About.Choices]);
        return option;
    }

    private static IEnumerable<GivenSetting> Given(ParseResult asked, Setting setting, Option<string[]> option)
        => asked.GetValue(option) is { Length: > 0 } texts
            ? [new GivenSetting(setting, [.. texts.Select(text => new GivenValue(text, $"{setting.About.Switch} \"{text}\""))])]
            : [];

    private static async Task<int> RunAsync(ParseResult asked, IReadOnlyList<GivenSetting> given)
    {
        string? file = asked.GetValue(Config);
        SettingsResult settings = Read();
        if (settings.Options is { } options)
            return await ServeRun.RunAsync(options, Read, asked.InvocationConfiguration.Error);
        foreach (string error in settings.Errors)
            await asked.InvocationConfiguration.Error.WriteLineAsync(error);
        return ExitCode.Usage;

        SettingsResult Read() => SettingsReader.Read(given, file, HouseOptions.EnvironmentVariables());
    }
}
