using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Parley.Client.Files;
using Parley.Testing;

namespace Parley.Client.Tests.Breaks;

/// <summary>A large file over a network that cuts each connection, against the real server. Source: https://tus.io/protocols/resumable-upload.</summary>
public sealed class ResumableUploadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_file_goes_on_where_it_broke_off()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using var network = new Scissors(server.Endpoint, cutAfter: 1_500_000);
        byte[] bytes = RandomNumberGenerator.GetBytes(5_000_000);
        using var http = new HttpClient();
        string? token = await ada.Client.RequestUploadTokenAsync().WaitAsync(Patience);

        UploadResult result = await new Uploader(http, new Hurry()).UploadAsync(
            new Uri($"http://{network.Endpoint}/uploads"), token, "film.mp4", null, new MemoryStream(bytes), null, default).WaitAsync(Patience);

        Assert.Null(result.Failure);
        Assert.Equal(bytes, await http.GetByteArrayAsync(new Uri(server.Url, result.Location!.AbsolutePath)));
        // From its beginning it would never have come through.
        Assert.True(network.Cuts >= 3);
    }

    [Fact]
    public async Task Who_gives_up_leaves_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        using var http = new HttpClient();
        string? token = await ada.Client.RequestUploadTokenAsync().WaitAsync(Patience);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Uploader(http).UploadAsync(
            ada.Client.UploadAddress!, token, "film.mp4", null, new MemoryStream(new byte[50_000_000]), new Stops(stop), stop.Token).WaitAsync(Patience));

        Assert.Equal("20", await HowManyCanBeginAsync(http, ada.Client.UploadAddress!, token));
    }

    // As many as may be open at once: none is left over.
    private static async Task<string> HowManyCanBeginAsync(HttpClient http, Uri address, string? token)
    {
        int begun = 0;
        while (true)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Length", "1");
            request.Headers.Add("Authorization", "Bearer " + token);
            using HttpResponseMessage response = await http.SendAsync(request).WaitAsync(Patience);
            if (response.StatusCode != HttpStatusCode.Created)
                return $"{begun}";
            begun++;
        }
    }

    private sealed class Stops(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }

    /// <summary>A clock for which nobody waits.</summary>
    private sealed class Hurry : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }

    /// <summary>Cuts each connection when that much has gone to the server.</summary>
    private sealed class Scissors : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly IPEndPoint _server;
        private readonly int _cutAfter;
        private readonly Task _accepting;
        private int _cuts;

        public Scissors(IPEndPoint server, int cutAfter)
        {
            (_server, _cutAfter) = (server, cutAfter);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _accepting = AcceptAsync();
        }

        public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

        public int Cuts => Volatile.Read(ref _cuts);

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
        }

        private async Task AcceptAsync()
        {
            while (true)
            {
                try
                {
                    _ = RunAsync(await _listener.AcceptAsync());
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private async Task RunAsync(Socket client)
        {
            using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using (client)
            {
                await server.ConnectAsync(_server);
                await Task.WhenAny(CarryAsync(client, server, _cutAfter), CarryAsync(server, client, int.MaxValue));
            }
        }

        private async Task CarryAsync(Socket from, Socket to, int most)
        {
            byte[] buffer = new byte[16_384];
            try
            {
                for (int carried = 0; await from.ReceiveAsync(buffer) is > 0 and var read; carried += read)
                {
                    if (carried > most)
                    {
                        Interlocked.Increment(ref _cuts);
                        return;
                    }
                    await to.SendAsync(buffer.AsMemory(0, read));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It was cut.
            }
        }
    }
}
