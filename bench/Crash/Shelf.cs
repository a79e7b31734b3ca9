using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Crash;

/// <summary>The files that were sent: which of them the server has acknowledged, and that none is there by half.</summary>
/// <param name="data">The data folder.</param>
internal sealed class Shelf(string data)
{
    private const int Longest = 4 << 20;
    private const int Piece = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // Fetched at each start; the others were there a start ago.
    private const int Fetched = 10;

    private readonly List<(string Path, string Sha256)> _stored = [];

    /// <summary>How many files were acknowledged.</summary>
    public int Stored => _stored.Count;

    /// <summary>Sends one file after another, slowly, until the server ends.</summary>
    public async Task FillAsync(int port, int seed)
    {
        var random = new Random(seed);
        using var http = new HttpClient();
        try
        {
            while (true)
            {
                byte[] bytes = new byte[random.Next(Longest)];
                random.NextBytes(bytes);
                using var content = new SlowContent(bytes);
                content.Headers.Add("Content-Disposition", "attachment; filename=\"file.bin\"");
                using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/uploads"), content);
                if (response.StatusCode != HttpStatusCode.Created)
                    throw new BrokenPromiseException($"A file was refused: {await response.Content.ReadAsStringAsync()}");
                _stored.Add((response.Headers.Location!.AbsolutePath, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            }
        }
        catch (Exception ended) when (ended is HttpRequestException or IOException)
        {
            // The server was killed, as it should be.
        }
    }

    /// <summary>Looks into the folder, and fetches the last files.</summary>
    public async Task CheckAsync(int port)
    {
        using var http = new HttpClient();
        foreach ((string path, string sha256) in _stored.TakeLast(Fetched))
        {
            byte[] bytes = await http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{port}{path}"));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
                throw new BrokenPromiseException($"{path} holds something else than was sent.");
        }
        string folder = Path.Combine(data, "uploads");
        foreach (string path in Directory.EnumerateFiles(folder, "*.bin").OrderByDescending(File.GetLastWriteTimeUtc).Take(Fetched))
            CheckWhole(path);
        if (Directory.EnumerateFiles(folder, "*.bin").Count() < _stored.Count)
            throw new BrokenPromiseException("There are fewer files than were acknowledged.");
    }

    private static void CheckWhole(string path)
    {
        using JsonDocument about = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(path, ".json")));
        string sha256 = about.RootElement.GetProperty("sha256").GetString()!;
        using FileStream file = File.OpenRead(path);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != sha256)
            throw new BrokenPromiseException(string.Create(CultureInfo.InvariantCulture, $"{path} is there by half: {file.Length} bytes."));
    }

    private sealed class SlowContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (byte[] piece in bytes.Chunk(Piece))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
                await Task.Delay(Pause, TimeProvider.System);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
