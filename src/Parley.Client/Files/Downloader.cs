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
public sealed class Downloader(HttpClient http, string folder, long maxBytes)
{
    /// <summary>Size and type by HEAD; null when the file is not there any more.</summary>
    public static Task<FileDescription?> DescribeAsync(HttpClient http, Uri address, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Saves a file; on any failure, and on cancellation, nothing of it stays.</summary>
    public Task<DownloadResult> SaveAsync(Uri address, string name, IProgress<long>? progress, CancellationToken cancellation)
        => throw new NotImplementedException(http + folder + maxBytes);
}
