using System.CommandLine;
using Parley.Server.Settings;

namespace Parley.Configuring;

/// <summary><c>parley config</c>: prints the commented file of all options with their defaults.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var command = new Command(
            "config", "Prints the file of all options, with their defaults and what they mean: parley config > parley.toml");
        command.SetAction(asked => asked.InvocationConfiguration.Output.Write(DefaultFile.Write()));
        return command;
    }
}
