using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

internal sealed partial class UploadFolder
{
    private const string PartEnding = ".part";
    private const string BytesEnding = ".bin";
    private const string IndexEnding = ".json";

    // COR_E_IO, without a code of the system: so .NET says that it could not set the announced size aside.
    private const int NotSetAside = unchecked((int)0x80131620);

    // ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] FullOnUnix = [28, 122, 69, NotSetAside];
    private static readonly int[] FullOnWindows = [unchecked((int)0x80070070), unchecked((int)0x80070027), NotSetAside];

    /// <summary>Makes the folder, removes what a crash left behind and reads what there is. To be called once, before anything else.</summary>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    public void Load()
    {
        try
        {
            CleanAndRead();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The folder for files, {folder}, cannot be used: {e.Message}", e);
        }
        LogLoaded(_uploads.Count, _space.Taken, folder);
    }

    private void CleanAndRead()
    {
        // The data folder may be one that others look into; what people send each other is not for them.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (string path in Directory.EnumerateFiles(folder, "*" + PartEnding))
            File.Delete(path);
        foreach (string path in Directory.EnumerateFiles(folder, "*" + IndexEnding))
            if (Read(path) is { } upload)
                Add(upload);
        foreach (string path in Directory.EnumerateFiles(folder, "*" + BytesEnding))
            if (!File.Exists(Path.ChangeExtension(path, IndexEnding)))
                File.Delete(path);
    }

    private void Add(Upload upload)
    {
        _uploads[upload.Id] = upload;
        _space.Add(upload.Size);
    }

    // What does not fit together was not written by us: it is left for the operator to look at.
    private Upload? Read(string path)
    {
        try
        {
            Upload? upload = JsonSerializer.Deserialize(File.ReadAllBytes(path), UploadJson.Default.Upload);
            var bytes = new FileInfo(Path.ChangeExtension(path, BytesEnding));
            if (upload?.Id == Path.GetFileNameWithoutExtension(path) && bytes.Exists && bytes.Length == upload.Size)
                return upload;
            LogMismatch(path);
        }
        catch (JsonException e)
        {
            LogUnreadable(e, path);
        }
        return null;
    }

    private void Commit(Upload upload, PartFile part)
    {
        string index = Path.Combine(folder, upload.Id + IndexEnding);
        try
        {
            WriteFlushed(index + PartEnding, JsonSerializer.SerializeToUtf8Bytes(upload, UploadJson.Default.Upload));
            part.MoveTo(BytesPath(upload.Id));
            // From here on the upload is there.
            File.Move(index + PartEnding, index);
            FolderSync.Flush(folder);
        }
        catch (Exception e) when (IsDisk(e))
        {
            File.Delete(index);
            File.Delete(index + PartEnding);
            File.Delete(BytesPath(upload.Id));
            throw;
        }
    }

    /// <summary>Removes a file. Nothing happens when there is none.</summary>
    /// <remarks>What is left of it when this breaks off is removed at the next start.</remarks>
    public void Remove(string id)
    {
        _uploads.TryRemove(id, out Upload? upload);
        try
        {
            File.Delete(Path.Combine(folder, id + IndexEnding));
            File.Delete(BytesPath(id));
            if (upload is null)
                return;
            _space.Add(-upload.Size);
            LogRemoved(id, upload.Size);
        }
        catch (Exception e) when (IsDisk(e))
        {
            LogNotRemoved(e, id);
        }
    }

    private static void WriteFlushed(string path, byte[] bytes)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        RandomAccess.FlushToDisk(handle);
    }

    private string PartPath(string id) => Path.Combine(folder, id + PartEnding);

    private string BytesPath(string id) => Path.Combine(folder, id + BytesEnding);

    private static bool IsDisk(Exception e) => e is IOException or UnauthorizedAccessException;

    private static bool IsFull(Exception e) => (OperatingSystem.IsWindows() ? FullOnWindows : FullOnUnix).Contains(e.HResult);
}
