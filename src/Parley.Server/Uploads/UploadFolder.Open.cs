using System.Buffers;
using System.Collections.Concurrent;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

internal sealed partial class UploadFolder
{
    /// <summary>How long a file that broke off waits for its sender.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(1);

    // Each is an open file of the system; and one who sends has a few at once.
    private const int MostOpen = 200, MostOpenOfOne = 20;

    private readonly ConcurrentDictionary<string, OpenUpload> _open = new();

    /// <summary>The file of that id that has not come whole. Null: there is none.</summary>
    public OpenUpload? FindOpen(string id)
    {
        RemoveAbandoned();
        return _open.GetValueOrDefault(id);
    }

    /// <summary>Begins a file that comes in parts. It takes no more room than has come.</summary>
    /// <param name="upload">What the sender says of it, with its size.</param>
    /// <param name="metadata">The header Upload-Metadata as it came. Empty: none.</param>
    /// <returns>The file, or why not.</returns>
    public async Task<(OpenUpload? Open, UploadRefusal? Refusal)> BeginAsync(NewUpload upload, string metadata)
    {
        if (policy.Admit(upload.Owner, upload.Size) is { } refusal)
            return (null, refusal);
        RemoveAbandoned();
        if (_open.Count >= MostOpen || _open.Values.Count(one => one.Announced.Owner?.Session == upload.Owner?.Session) >= MostOpenOfOne)
            return (null, UploadRefusal.TooManyOpen);
        using (SpaceReservation probe = _space.Reserve())
            if (!probe.TryGrowTo(upload.Size ?? 0))
                return (null, UploadRefusal.Full);
        // HTTP may run on an I/O thread, and the disk may block it.
        await Task.Yield();
        string id = Upload.NewId();
        try
        {
            var open = new OpenUpload(id, upload, metadata, new PartFile(PartPath(id), expected: 0), _space.Reserve(), time);
            _open[id] = open;
            return (open, null);
        }
        catch (Exception e) when (IsDisk(e))
        {
            LogNotStored(e, folder);
            return (null, IsFull(e) ? UploadRefusal.DiskFull : UploadRefusal.NotStored);
        }
    }

    /// <summary>Takes more of a file; with its last byte it is stored. Only for who has its turn.</summary>
    /// <param name="open">The file.</param>
    /// <param name="body">What comes next.</param>
    /// <param name="aborted">The sender is gone, or has come back by another way.</param>
    /// <returns>The stored file, once it is whole; or why nothing more is taken. Neither: it goes on another time.</returns>
    public async Task<(Upload? Stored, UploadRefusal? Refusal)> AppendAsync(OpenUpload open, Stream body, CancellationToken aborted)
    {
        await Task.Yield();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (open.Part.Length < open.Size && await ReadSomeAsync(body, buffer.AsMemory(0, BufferSize), aborted) is > 0 and var read)
            {
                if (open.Part.Length + read > open.Size)
                    return (null, UploadRefusal.TooLong);
                if (!open.Space.TryGrowTo(open.Part.Length + read))
                    return (null, UploadRefusal.Full);
                await open.Part.AppendAsync(buffer.AsMemory(0, read));
            }
            return open.Part.Length == open.Size ? (await CloseAsync(open), null) : (null, null);
        }
        catch (Exception e) when (IsDisk(e))
        {
            LogNotStored(e, folder);
            GiveUp(open);
            return (null, IsFull(e) ? UploadRefusal.DiskFull : UploadRefusal.NotStored);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Forgets what has come of a file. Only for who has its turn.</summary>
    public void GiveUp(OpenUpload open)
    {
        _open.TryRemove(open.Id, out _);
        open.Dispose();
    }

    /// <summary>Forgets the files whose senders have not come back.</summary>
    public void RemoveAbandoned()
    {
        DateTimeOffset since = time.GetUtcNow() - OpenFor;
        foreach ((string id, OpenUpload open) in _open)
            if (open.TryAbandon(since))
                _open.TryRemove(id, out _);
    }

    private async Task<Upload> CloseAsync(OpenUpload open)
    {
        Upload stored = await CommitAsync(open.Id, open.Announced, open.Part);
        open.Space.Keep();
        GiveUp(open);
        LogStored(stored.Id, stored.Size, stored.Owner);
        return stored;
    }

    // What has come before a break is kept, so it is not waited for a full buffer.
    private static async ValueTask<int> ReadSomeAsync(Stream body, Memory<byte> buffer, CancellationToken aborted)
    {
        try
        {
            int read = await body.ReadAsync(buffer, aborted);
            await Task.Yield();
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return 0;
        }
    }
}
