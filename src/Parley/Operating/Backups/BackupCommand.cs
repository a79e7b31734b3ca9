using System.CommandLine;
using System.Globalization;
using Parley.Core.Storage;
using Parley.Server.Settings;
using Parley.Terminal;

namespace Parley.Operating.Backups;

/// <summary><c>parley backup FILE</c>.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "The backup, such as parley.tar.gz. It is replaced if it is there." };

    public static Command Create()
    {
        var command = new Command("backup", "Writes all that a server keeps into one file, while it runs or not.") { Target };
        HouseOptions.AddTo(command);
        command.SetAction((asked, _) => Operation.WithSettingsAsync(asked, options => Run(asked, options)));
        return command;
    }

    private static Task<int> Run(ParseResult asked, ParleyOptions options)
    {
        string folder = options.Server.Data!, file = Path.GetFullPath(asked.GetRequiredValue(Target));
        (TextWriter output, TextWriter errors) = (asked.InvocationConfiguration.Output, asked.InvocationConfiguration.Error);
        try
        {
            if (DataFolders.WhyNone(folder) is { } none)
                throw new IOException(none);
            // The next backup would hold this one.
            if (file.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new IOException($"{file} would lie in the data folder {folder} itself. Name a place outside of it, best on another disk.");
            (int files, long size) = Backup.Write(folder, file);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} holds {(files == 1 ? "one file" : $"{files} files")} of {folder} ({size:N0} bytes)."));
            return Task.FromResult(ExitCode.Done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            errors.WriteLine($"No backup was written: {e.Message}");
            return Task.FromResult(ExitCode.Failed);
        }
    }
}
