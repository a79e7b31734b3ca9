using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>The folder in which uploads lie: each as <c>ID.bin</c> with <c>ID.json</c> beside it, which is written last.</summary>
/// <remarks>
/// A file is here whole or not at all: it grows as <c>ID.part</c>, is flushed to the disk and then renamed; what a crash left is removed
/// at the next start. Thread-safe after <see cref="Load"/>.
/// </remarks>
internal sealed partial class UploadFolder(string folder, UploadPolicy policy, TimeProvider time, ILogger<UploadFolder> logger)
{
    private const int BufferSize = 128 * 1024;

    private readonly ConcurrentDictionary<string, Upload> _uploads = new();
    private readonly UploadSpace _space = new(policy.MaxTotal);

    /// <summary>The upload of that id. Null: there is none.</summary>
    public Upload? Find(string id) => _uploads.GetValueOrDefault(id);

    /// <summary>Where its bytes are.</summary>
    public string PathOf(Upload upload) => BytesPath(upload.Id);

    /// <summary>Removes the files that came before that moment.</summary>
    public void RemoveBefore(DateTimeOffset oldest)
    {
        foreach ((_, Upload upload) in _uploads)
            if (upload.Created < oldest)
                Remove(upload.Id);
    }

    /// <summary>Receives a file. Never holds more of it in memory than one buffer.</summary>
    /// <param name="upload">What the sender says of it.</param>
    /// <param name="body">Its bytes. An <see cref="IOException"/> from here means that the sender broke off.</param>
    /// <param name="aborted">The sender is gone. Once the last byte was read it is stored nevertheless.</param>
    public async Task<UploadOutcome> SaveAsync(NewUpload upload, Stream body, CancellationToken aborted)
    {
        if (policy.Admit(upload.Owner, upload.Size) is { } refusal)
            return refusal;
        using SpaceReservation space = _space.Reserve();
        if (!space.TryGrowTo(upload.Size ?? 0))
            return UploadRefusal.Full;

        // HTTP may run on an I/O thread, and the disk may block it.
        await Task.Yield();
        string id = Upload.NewId();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var part = new PartFile(PartPath(id), upload.Size ?? 0);
            if (await ReceiveAsync(part, space, body, buffer.AsMemory(0, BufferSize), aborted) is { } broken)
                return broken;
            if (upload.Size is { } size && size != part.Length)
                return UploadRefusal.BrokenOff;
            Upload stored = await CommitAsync(id, upload, part);
            space.Keep();
            LogStored(stored.Id, stored.Size, stored.Owner);
            return stored;
        }
        catch (Exception e) when (IsDisk(e))
        {
            LogNotStored(e, folder);
            return IsFull(e) ? UploadRefusal.DiskFull : UploadRefusal.NotStored;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<UploadRefusal?> ReceiveAsync(
        PartFile part, SpaceReservation space, Stream body, Memory<byte> buffer, CancellationToken aborted)
    {
        while (await ReadAsync(body, buffer, aborted) is { } read)
        {
            if (read == 0)
                return null;
            long length = part.Length + read;
            if (policy.CheckSize(length) is { } refusal)
                return refusal;
            if (!space.TryGrowTo(length))
                return UploadRefusal.Full;
            await part.AppendAsync(buffer[..read]);
        }
        return UploadRefusal.BrokenOff;
    }

    /// <returns>Bytes read, 0 at the end. Null: the sender broke off. That is no error of ours, so it is told from the disk's here.</returns>
    private static async ValueTask<int?> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken aborted)
    {
        try
        {
            int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, aborted);
            // Hashing is work, and this may be an I/O thread.
            await Task.Yield();
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    // On a thread of its own: a flush may take seconds, and the pool has no more threads than there are cores.
    private Task<Upload> CommitAsync(string id, NewUpload upload, PartFile part) => Task.Factory.StartNew(
        () =>
        {
            string sha256 = part.Flush();
            var stored = new Upload(
                id, UploadName.Clean(upload.Name), upload.Type, part.Length, sha256, upload.Owner?.Nickname, time.GetUtcNow());
            Commit(stored, part);
            _uploads[id] = stored;
            return stored;
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
