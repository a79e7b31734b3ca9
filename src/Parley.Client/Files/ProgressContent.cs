using System.Net;

namespace Parley.Client.Files;

/// <summary>What a stream holds from where it stands, and how far that has been sent.</summary>
/// <param name="body">Not disposed here.</param>
/// <param name="progress">Told the bytes sent so far.</param>
/// <param name="before">How many were sent before these.</param>
internal sealed class ProgressContent(Stream body, IProgress<long>? progress, long before = 0) : HttpContent
{
    private const int ChunkBytes = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[ChunkBytes];
        long sent = before;
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            await stream.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
            sent += read;
            progress?.Report(sent);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.CanSeek ? body.Length - body.Position : 0;
        return body.CanSeek;
    }
}
