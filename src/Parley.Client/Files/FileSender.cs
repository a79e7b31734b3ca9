using Parley.Client.Connections;

namespace Parley.Client.Files;

/// <summary>Sends files to rooms and people: gets the token, uploads, and announces the link.</summary>
/// <param name="client">Must be online.</param>
/// <param name="http">Not disposed here. Its timeout must be infinite.</param>
public sealed class FileSender(ChatClient client, HttpClient http)
{
    private readonly Uploader _uploader = new(http, client.Options.Time);

    /// <summary>Sends one file.</summary>
    /// <param name="target">A room or a nickname.</param>
    /// <param name="path">The file on this disk.</param>
    /// <param name="progress">Told the bytes sent so far, in all.</param>
    /// <param name="cancellation">Ends it; before the announcement nobody has heard of the file then.</param>
    /// <returns>Null when the server has acknowledged the announcement, else why not, for people to read.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string?> SendAsync(string target, string path, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (client.State != ConnectionState.Online)
            return "Not connected";
        if (client.UploadAddress is not { } address)
            return "This server takes no files";
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
            string? token = await client.RequestUploadTokenAsync(cancellation);
            UploadResult result = await _uploader.UploadAsync(address, token, FileName.ForUpload(Path.GetFileName(path)), null, file, progress, cancellation);
            return result.Location is { } location ? await client.SendAsync(target, location.AbsoluteUri, cancellation) : result.Failure;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
