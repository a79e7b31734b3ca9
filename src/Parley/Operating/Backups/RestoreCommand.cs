using System.CommandLine;
using System.Globalization;
using Parley.Core.Storage;
using Parley.Server.Settings;
using Parley.Serving;
using Parley.Terminal;

namespace Parley.Operating.Backups;

/// <summary><c>parley restore FILE</c>.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "What parley backup has written." };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Also where there is something already, which is then put aside in a folder of its own.",
    };

    public static Command Create()
    {
        var command = new Command("restore", "Makes the data folder of a server, which does not run, of a backup.") { Source, Force };
        HouseOptions.AddTo(command);
        command.SetAction((asked, _) => Operation.WithSettingsAsync(asked, options => Run(asked, options)));
        return command;
    }

    private static Task<int> Run(ParseResult asked, ParleyOptions options)
    {
        string folder = options.Server.Data!, file = asked.GetRequiredValue(Source);
        (FolderLock? taken, string? problem, _) = FolderLock.Take(folder);
        using FolderLock? held = taken;
        TextWriter output = asked.InvocationConfiguration.Output;
        try
        {
            if (problem is not null)
                throw new IOException(problem);
            if (!asked.GetValue(Force) && Archive.EntriesOf(folder).Any())
                throw new IOException($"There is something in {folder} already. Say --force to put it aside, or name another folder with --data.");
            (int files, string? aside) = Restore.Run(file, folder, TimeProvider.System.GetUtcNow());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder} has been restored: {files} files."));
            if (aside is not null)
                output.WriteLine($"What was there is in {aside}. Delete that folder when you do not need it any more.");
            return Task.FromResult(ExitCode.Done);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or StorageException)
        {
            asked.InvocationConfiguration.Error.WriteLine($"Nothing was restored: {e.Message}");
            return Task.FromResult(ExitCode.Failed);
        }
    }
}
