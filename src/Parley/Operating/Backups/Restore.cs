using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Parley.Core.Storage;
using Parley.Storage.Sqlite;

namespace Parley.Operating.Backups;

/// <summary>Makes a data folder of a backup. All is unpacked and looked at beside what is there before any of that is touched.</summary>
internal static class Restore
{
    private const string Fresh = "restore.part";

    /// <summary>Does it. The folder's lock is the caller's.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="folder">The data folder, which exists.</param>
    /// <param name="now">Names the folder for what is put aside.</param>
    /// <returns>How many files were restored, and where that which was there has been put; null: nothing was there.</returns>
    /// <exception cref="InvalidDataException">It is no whole backup.</exception>
    /// <exception cref="StorageException">Its database is damaged, or a newer Parley wrote it.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static (int Files, string? Aside) Run(string file, string folder, DateTimeOffset now)
    {
        string fresh = Path.Combine(folder, Fresh);
        try
        {
            DeleteFolder(fresh);
            Directory.CreateDirectory(fresh);
            int files = Unpack(file, fresh);
            string database = Path.Combine(fresh, Archive.Database);
            if (!File.Exists(database))
                throw NotWhole(file, "it has no database");
            if (DatabaseCheck.Run(database, isInUse: false) is [var problem, ..])
                throw NotWhole(file, problem.TrimEnd('.'));
            return (files, Replace(fresh, folder, now));
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException || (e is InvalidDataException && !e.Message.StartsWith(file, StringComparison.Ordinal)))
        {
            // What is no archive is complained of in words about archives.
            throw NotWhole(file, "it is not what parley backup has written", e);
        }
        finally
        {
            DeleteFolder(fresh);
        }
    }

    private static InvalidDataException NotWhole(string file, string why, Exception? inner = null) => new($"{file} is no whole backup of Parley: {why}.", inner);

    private static int Unpack(string file, string fresh)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        using var zipped = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var tar = new TarReader(zipped);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name == Archive.Sums)
                return Compare(file, entry, found);
            string path = PathOf(file, entry, fresh);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path, overwrite: false);
            using FileStream written = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
            found[entry.Name] = Convert.ToHexStringLower(SHA256.HashData(written));
            written.Flush(flushToDisk: true);
        }
        throw NotWhole(file, "its end is missing");
    }

    // A backup may come from anywhere: nothing in it may be put elsewhere than here.
    private static string PathOf(string file, TarEntry entry, string fresh)
    {
        string path = Path.GetFullPath(Path.Combine(fresh, entry.Name));
        return entry.EntryType == TarEntryType.RegularFile && path.StartsWith(fresh + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw NotWhole(file, $"it holds {entry.Name}");
    }

    private static int Compare(string file, TarEntry sums, Dictionary<string, string> found)
    {
        using var reader = new StreamReader(sums.DataStream ?? Stream.Null);
        int lines = 0;
        while (reader.ReadLine() is { } line)
        {
            lines++;
            if (line.Split("  ", 2) is not [var sum, var name] || found.GetValueOrDefault(name) != sum)
                throw NotWhole(file, $"{line} does not fit");
        }
        return lines == found.Count ? lines : throw NotWhole(file, "it holds more than its list of sums");
    }

    private static string? Replace(string fresh, string folder, DateTimeOffset now)
    {
        string[] before = [.. Archive.EntriesOf(folder).Where(path => path != fresh)];
        string? aside = before.Length > 0 ? Path.Combine(folder, Archive.AsideAt(now)) : null;
        if (aside is not null)
            Move(before, aside);
        Move(Directory.EnumerateFileSystemEntries(fresh).ToArray(), folder);
        return aside;
    }

    private static void Move(string[] entries, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string entry in entries)
            Directory.Move(entry, Path.Combine(folder, Path.GetFileName(entry)));
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
