using System.CommandLine;
using Parley.Core.Storage;
using Parley.Server.Settings;
using Parley.Serving;
using Parley.Storage.Sqlite;
using Parley.Terminal;

namespace Parley.Operating.Checks;

/// <summary><c>parley check-data</c>: exit code 0 when all is whole, 1 when something is wrong.</summary>
internal static class CheckDataCommand
{
    private static readonly Option<bool> Repair = new("--repair")
    {
        Description = "Removes what a server that was killed left of unfinished files. Changes nothing else. The server must be stopped.",
    };

    public static Command Create()
    {
        var command = new Command("check-data", "Looks whether all that a server keeps is whole, while it runs or not. Reads every file.") { Repair };
        HouseOptions.AddTo(command);
        command.SetAction((asked, _) => Operation.WithSettingsAsync(asked, options => Run(asked, options)));
        return command;
    }

    private static Task<int> Run(ParseResult asked, ParleyOptions options)
    {
        string folder = options.Server.Data!;
        (TextWriter output, TextWriter errors) = (asked.InvocationConfiguration.Output, asked.InvocationConfiguration.Error);
        if (DataFolders.WhyNone(folder) is { } none)
            return Fail(none);
        (FolderLock? taken, string? problem, bool isInUse) = FolderLock.Take(folder);
        using FolderLock? held = taken;
        if (problem is not null && !isInUse)
            return Fail(problem);
        if (isInUse && asked.GetValue(Repair))
            return Fail($"A server runs with the data folder {folder}. Stop it first: what looks left behind may be a file that is just being sent.");

        var files = new FilesCheck(folder);
        string[] problems = [.. Database(folder, isInUse), .. files.Problems()];
        foreach (string found in problems)
            errors.WriteLine(found);
        if (!isInUse)
            CleanUp(files, asked.GetValue(Repair), output);
        if (problems.Length > 0)
            return Fail("What is damaged comes back from a backup only: parley restore.");
        output.WriteLine(isInUse ? $"{folder} is whole. The index of words was not looked at, as a server runs." : $"{folder} is whole.");
        return Task.FromResult(ExitCode.Done);

        Task<int> Fail(string why)
        {
            errors.WriteLine(why);
            return Task.FromResult(ExitCode.Failed);
        }
    }

    private static IReadOnlyList<string> Database(string folder, bool isInUse)
    {
        string path = Path.Combine(folder, SqliteStore.FileName);
        try
        {
            return DatabaseCheck.Run(path, isInUse);
        }
        catch (StorageException e)
        {
            return [e.Message];
        }
    }

    private static void CleanUp(FilesCheck files, bool repair, TextWriter output)
    {
        foreach (string path in files.Leftovers())
        {
            if (repair)
                File.Delete(path);
            output.WriteLine(repair ? $"{path} was left of an unfinished file, and is removed." : $"{path} is left of an unfinished file. --repair removes it, and so does the next start.");
        }
    }
}
