using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Core.Uploads;
using Parley.Server.Connections;
using Parley.Server.Replies;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Connections;

/// <summary>The pace of a client that is not on loopback.</summary>
public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Heard _heard = new();
    private readonly SessionLoop _loop;

    public PaceTests()
    {
        var options = new ParleyOptions { Limits = new LimitOptions { CommandRate = 2, CommandBurst = 5 } };
        var address = new Lazy<PublicAddress>(() => throw new InvalidOperationException("Nobody registers here."));
        var server = new ServerState(options, new MemoryStore(new HistoryBounds(100, TimeSpan.Zero, 1 << 20), _time), _time, new Motd([]), new UploadTokens(TimeSpan.FromMinutes(1), _time), address, Microsoft.Extensions.Logging.Abstractions.NullLogger<Parley.Server.Push.Pushes>.Instance);
        var endpoints = new SessionEndpoints(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 40000), null);
        _loop = new SessionLoop(new Session(server.Sessions.NextId(), endpoints, _heard, server.SessionContext, static () => { }), server);
    }

    [Theory]
    [InlineData("PING {0}")]
    [InlineData("NONSENSE {0}")]
    [InlineData("@label={0} PING {0}")]
    public async Task Who_sends_fast_is_answered_slowly_but_at_once_each_time_and_counts_as_heard(string line)
    {
        await RunAsync("CAP REQ :labeled-response batch");
        string[] lines = [.. Enumerable.Range(0, 100).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, line, n))];

        Task running = RunAsync(lines);

        Assert.Equal(1 + 4, _heard.Lines);
        long heardAt = _loop.Session.HeardAt;
        int seconds = 0;
        for (int before = _heard.Lines; !running.IsCompleted; before = _heard.Lines)
        {
            seconds++;
            _time.Advance(TimeSpan.FromSeconds(1));
            while (!running.IsCompleted && _heard.Lines < before + 2)
                await Task.Yield();
        }
        await running;
        Assert.InRange(seconds, 45, 50);
        Assert.Equal(1 + 100, _heard.Lines);
        Assert.True(_loop.Session.HeardAt > heardAt);
    }

    private Task<ReadOnlySequence<byte>> RunAsync(params string[] lines)
        => _loop.RunAsync(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))))).AsTask();

    /// <summary>Counts the lines that it is sent.</summary>
    private sealed class Heard : ISink
    {
        private int _lines;

        public int Lines => Volatile.Read(ref _lines);

        public int TrySend(ReadOnlySpan<byte> lines)
        {
            Interlocked.Add(ref _lines, lines.Count((byte)'\n'));
            return lines.Length;
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> lines) => ValueTask.CompletedTask;
    }
}
