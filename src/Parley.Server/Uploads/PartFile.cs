using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Parley.Server.Uploads;

/// <summary>A file that is being received. Disposing deletes it, unless it was moved to its place.</summary>
/// <remarks>Not thread-safe. Its methods throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the disk does not do its part.</remarks>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="path">Must not exist.</param>
    /// <param name="expected">The size in bytes as far as it is known, so that a full disk shows at once. 0: unknown.</param>
    public PartFile(string path, long expected)
    {
        _path = path;
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, expected);
    }

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        // Not to be cancelled: what runs here is short, and a write that goes on behind our back would outlive the buffer.
        ValueTask writing = RandomAccess.WriteAsync(_handle, bytes, Length, CancellationToken.None);
        _hash.AppendData(bytes.Span);
        await writing;
        Length += bytes.Length;
    }

    /// <summary>Waits for the disk, and gives SHA-256 in lower-case hexadecimal.</summary>
    public string Flush()
    {
        RandomAccess.FlushToDisk(_handle);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Gives the file its final name.</summary>
    public void MoveTo(string path)
    {
        _handle.Dispose();
        File.Move(_path, path);
    }

    public void Dispose()
    {
        _handle.Dispose();
        _hash.Dispose();
        File.Delete(_path);
    }
}
