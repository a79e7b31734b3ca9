using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Parley.Client.Files;

/// <summary>What the server says of a file.</summary>
/// <param name="Size">In bytes, or null when it did not say.</param>
/// <param name="Type">The media type, or null.</param>
public sealed record FileDescription(long? Size, string? Type);

/// <summary>What came of a download: either <paramref name="Path"/> or <paramref name="Failure"/> is null.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Bytes">The file's size in bytes.</param>
/// <param name="Failure">Why there is no file, for people to read.</param>
public sealed record DownloadResult(string? Path, long Bytes, string? Failure);

/// <summary>Downloads files into one folder, checks them, and never leaves it nor overwrites.</summary>
/// <param name="http">Not disposed here. Must not follow redirects; its timeout must be infinite.</param>
/// <param name="folder">Made when it is first needed.</param>
/// <param name="maxBytes">The largest file that is taken, in bytes.</param>
/// <param name="time">The clock by which a download that stands still is given up.</param>
public sealed class Downloader(HttpClient http, string folder, long maxBytes, TimeProvider time)
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(60);

    /// <summary>Size and type by HEAD; null when the file is not there or the server cannot be reached.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<FileDescription?> DescribeAsync(Uri address, CancellationToken cancellation)
    {
        using var stalled = new CancellationTokenSource(Stalled, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? new FileDescription(response.Content.Headers.ContentLength, response.Content.Headers.ContentType?.MediaType)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Saves a file; on any failure, and on cancellation, nothing of it stays.</summary>
    /// <param name="address">From <see cref="FileLink.Resolve"/>.</param>
    /// <param name="name">As the sender gave it: it is sanitised here.</param>
    /// <param name="progress">Told the bytes received so far, in all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The path, or the failure. What servers, networks and disks do never throws.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<DownloadResult> SaveAsync(Uri address, string name, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var stalled = new CancellationTokenSource(Stalled, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellation);
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Failed("The file is not there any more");
            if (response.StatusCode != HttpStatusCode.OK)
                return Failed(await HttpReason.OfAsync(response, either.Token));
            if (response.Content.Headers.ContentLength > maxBytes)
                return Failed(TooLarge);
            return await SaveAsync(response, FileName.Sanitize(name), new Watch(progress, stalled), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"Nothing came for {Stalled.TotalSeconds:0} seconds"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return Failed((e.InnerException as IOException ?? e).Message);
        }
    }

    private string TooLarge => string.Create(CultureInfo.InvariantCulture, $"The file is larger than {maxBytes:N0} bytes");

    private static DownloadResult Failed(string reason) => new(null, 0, reason);

    private async Task<DownloadResult> SaveAsync(HttpResponseMessage response, string name, Watch watch, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string part = Path.Combine(folder, $"{name}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part");
        try
        {
            (long size, byte[] hash) = await ReceiveAsync(response, part, watch, cancellation);
            if (size > maxBytes)
                return Failed(TooLarge);
            if (size != (response.Content.Headers.ContentLength ?? size))
                return Failed("The file did not come whole");
            if (ReprDigest.Sha256(response) is { } expected && !hash.AsSpan().SequenceEqual(expected))
                return Failed("The file came broken: its SHA-256 is not the one that the server named");
            return new DownloadResult(MoveIntoPlace(part, name), size, null);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<(long Size, byte[] Hash)> ReceiveAsync(HttpResponseMessage response, string part, Watch watch, CancellationToken cancellation)
    {
        await using var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkBytes, FileOptions.Asynchronous);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkBytes];
        long size = 0;
        int read;
        while (size <= maxBytes && (read = await body.ReadAsync(chunk, cancellation)) > 0)
        {
            hash.AppendData(chunk, 0, read);
            await file.WriteAsync(chunk.AsMemory(0, read), cancellation);
            watch.Received(size += read);
        }
        return (size, hash.GetHashAndReset());
    }

    // The move itself refuses to overwrite, so two downloads of one name cannot race each other.
    private string MoveIntoPlace(string part, string name)
    {
        for (int number = 1; ; number++)
        {
            string path = Path.GetFullPath(Path.Combine(folder, number == 1 ? name : FileName.Number(name, number)));
            try
            {
                File.Move(part, path, overwrite: false);
                return path;
            }
            catch (IOException) when (Path.Exists(path))
            {
                continue; // the name is taken
            }
        }
    }

    private sealed class Watch(IProgress<long>? progress, CancellationTokenSource stalled)
    {
        public void Received(long size)
        {
            stalled.CancelAfter(Stalled);
            progress?.Report(size);
        }
    }
}
