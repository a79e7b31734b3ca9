using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Parley.Core.Storage;
using Parley.Storage.Sqlite;

namespace Parley.Operating.Backups;

/// <summary>Writes a backup, whether a server runs on the data folder or not.</summary>
/// <remarks>The database first: what its messages link to was stored before them, so it is in the archive, as far as it has not been removed meanwhile.</remarks>
internal static class Backup
{
    /// <summary>Writes it. The file is there whole or not at all.</summary>
    /// <param name="folder">The data folder, in which a server has kept something.</param>
    /// <param name="file">The backup. It is replaced if it is there.</param>
    /// <returns>How many files it holds, and its size in bytes.</returns>
    /// <exception cref="StorageException">The database cannot be copied.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static (int Files, long Size) Write(string folder, string file)
    {
        string part = $"{file}.part", copy = $"{file}.db.part";
        try
        {
            File.Delete(copy);
            int files = 0;
            long size;
            using (FileStream stream = CreateForOwner(part))
            {
                using (var zipped = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
                using (var tar = new TarWriter(zipped, TarEntryFormat.Pax))
                    files = Write(tar, folder, copy);
                stream.Flush(flushToDisk: true);
                size = stream.Length;
            }
            File.Move(part, file, overwrite: true);
            return (files, size);
        }
        finally
        {
            File.Delete(part);
            File.Delete(copy);
        }
    }

    private static int Write(TarWriter tar, string folder, string copy)
    {
        var sums = new StringBuilder();
        int files = 0;
        DatabaseCopy.Make(Path.Combine(folder, Archive.Database), copy);
        Add(Archive.Database, copy);
        foreach (string name in Archive.FilesOf(folder))
            Add(name, Path.Combine(folder, name));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Archive.Sums) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(sums.ToString())) });
        return files;

        void Add(string name, string path)
        {
            try
            {
                using FileStream stream = File.OpenRead(path);
                string sum = Convert.ToHexStringLower(SHA256.HashData(stream));
                stream.Position = 0;
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = stream, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
                sums.Append(sum).Append("  ").Append(name).Append('\n');
                files++;
            }
            catch (FileNotFoundException)
            {
                // Its time was over between the list and now.
            }
        }
    }

    // Whoever reads it reads everything that was said.
    private static FileStream CreateForOwner(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
