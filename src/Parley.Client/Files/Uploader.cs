namespace Parley.Client.Files;

/// <summary>What came of an upload: either is null.</summary>
/// <param name="Location">The file's link as the server names it: send it to a room to announce the file.</param>
/// <param name="Failure">Why there is none, for people to read: the server's own reason when it gave one.</param>
public sealed record UploadResult(Uri? Location, string? Failure);

/// <summary>Uploads files as FILEHOST clients do: one POST with the bytes as its body.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md. In a browser a script does it instead.</remarks>
/// <param name="http">Not disposed here. Its timeout must be infinite, for large files.</param>
public sealed class Uploader(HttpClient http)
{
    /// <summary>Uploads what a stream holds, without keeping it in memory.</summary>
    /// <param name="address"><see cref="ChatClient.UploadAddress"/>.</param>
    /// <param name="token">From <see cref="ChatClient.RequestUploadTokenAsync"/>, or null.</param>
    /// <param name="name">The name that others see.</param>
    /// <param name="type">The media type, or null when it is not known.</param>
    /// <param name="body">Read from where it stands to its end.</param>
    /// <param name="progress">Told the bytes sent so far, in all.</param>
    /// <param name="cancellation">Ends it; the server then keeps nothing.</param>
    public Task<UploadResult> UploadAsync(Uri address, string? token, string name, string? type, Stream body, IProgress<long>? progress, CancellationToken cancellation)
        => throw new NotImplementedException(http.ToString());
}
