namespace Parley.Operating.Backups;

/// <summary>What a backup is: a tar file, compressed with gzip, of a data folder's files, with their sums at its end.</summary>
/// <remarks>So that any <c>tar -xzf</c> and <c>sha256sum -c</c> can stand in for Parley.</remarks>
internal static class Archive
{
    /// <summary>The entry that comes last: a line for each other, as sha256sum writes it. Where it is missing the file is not whole.</summary>
    public const string Sums = "SHA256SUMS";

    /// <summary>The database's entry.</summary>
    public const string Database = Storage.Sqlite.SqliteStore.FileName;

    private const string Aside = "before-restore-";

    // The lock and the key are of the process that runs; the database is copied for itself; parts are of uploads that go on.
    private static readonly string[] Left = ["parley.lock", Server.Control.ControlFile.Name, Database, $"{Database}-wal", $"{Database}-shm", $"{Database}-journal"];

    /// <summary>The name of the folder, within the data folder, for what a restore puts aside.</summary>
    public static string AsideAt(DateTimeOffset now) => Aside + now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The files of a data folder that are its data, besides the database, as paths within it.</summary>
    public static IEnumerable<string> FilesOf(string folder)
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => !Left.Contains(name) && !name.StartsWith(Aside, StringComparison.Ordinal) && !name.EndsWith(".part", StringComparison.Ordinal))
            // A file of an upload comes before what is said of it, as the server writes them.
            .Order(StringComparer.Ordinal);

    /// <summary>What lies in a data folder that a restore would replace.</summary>
    public static IEnumerable<string> EntriesOf(string folder)
        => Directory.EnumerateFileSystemEntries(folder).Where(path => Path.GetFileName(path) is var name
            && name is not ("parley.lock" or Server.Control.ControlFile.Name) && !name.StartsWith(Aside, StringComparison.Ordinal));
}
