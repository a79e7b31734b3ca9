using System.CommandLine;
using System.Text.Json;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Terminal;

namespace Parley.Operating.Exports;

/// <summary><c>parley export NAME</c>: JSON Lines, as docs/export.md describes them.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "A room, such as '#lobby', or an account." };

    private static readonly Option<string?> Output = new("--output") { HelpName = "FILE", Description = "Where to write. Without it: to standard output." };

    public static Command Create()
    {
        var command = new Command("export", "Writes what a server keeps of a room or of an account as JSON Lines, while it runs or not.") { Name, Output };
        HouseOptions.AddTo(command);
        command.SetAction((asked, stop) => Operation.WithSettingsAsync(asked, options => RunAsync(asked, options, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, ParleyOptions options, CancellationToken stop)
    {
        try
        {
            await using HouseDoor house = await new House(options).OpenAsync();
            (ExportPage? page, string? problem) = await house.AskAsync(ExportCommands.Export, new ExportQuestion(asked.GetRequiredValue(Name)), stop);
            using StreamWriter? file = page is not null && asked.GetValue(Output) is { } path ? OpenForOwner(path) : null;
            while (page is not null)
            {
                foreach (ExportLine line in page.Lines)
                    await (file ?? asked.InvocationConfiguration.Output).WriteLineAsync(JsonSerializer.Serialize(line, ExportLine.Form));
                if (page.Next is null)
                    return ExitCode.Done;
                (page, problem) = await house.AskAsync(ExportCommands.Export, new ExportQuestion(asked.GetRequiredValue(Name), page.Next), stop);
            }
            await asked.InvocationConfiguration.Error.WriteLineAsync(problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(e.Message);
        }
        return ExitCode.Failed;
    }

    // It holds what people said to each other.
    private static StreamWriter OpenForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, options);
    }
}
