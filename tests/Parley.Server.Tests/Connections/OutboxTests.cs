using System.Text;
using Parley.Server.Connections;

namespace Parley.Server.Tests.Connections;

/// <summary>The four promises of the outbox.</summary>
public sealed class OutboxTests
{
    private readonly SlowSink _sink = new();
    private readonly List<string> _failures = [];

    [Fact]
    public async Task Nothing_is_reordered_whatever_the_socket_takes_at_once()
    {
        Outbox outbox = New(bound: 1 << 20);
        _sink.TakesAtOnce = 7;

        for (int n = 0; n < 100; n++)
        {
            outbox.Append(n % 2 == 0 ? Encoding.ASCII.GetBytes($"{n}\r\n") : Encoding.ASCII.GetBytes($"{n}\r\n").AsSpan());
            if (n % 3 == 0)
                outbox.Flush();
        }
        _sink.TakesAtOnce = int.MaxValue;
        _sink.Open.SetResult();
        await outbox.DrainAsync();

        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(n => $"{n}\r\n")), _sink.Received);
    }

    [Fact]
    public async Task Over_the_bound_what_waits_is_given_up_but_what_is_half_sent_and_the_reason()
    {
        Outbox? outbox = null;
        outbox = new Outbox(_sink, bound: 100, reason => outbox!.Finish(Encoding.ASCII.GetBytes($"ERROR :{reason}\r\n")));
        _sink.TakesAtOnce = 3;
        outbox.Append("half sent\r\n"u8);
        outbox.Flush();

        for (int n = 0; n < 10; n++)
            outbox.Append("and then this\r\n"u8);
        _sink.TakesAtOnce = int.MaxValue;
        _sink.Open.SetResult();
        await outbox.DrainAsync();

        Assert.Equal("half sent\r\nERROR :SendQ exceeded\r\n", _sink.Received);
    }

    [Fact]
    public async Task A_broken_connection_ends_the_waiting()
    {
        Outbox outbox = New(bound: 100);
        _sink.IsBroken = true;
        outbox.Append("x\r\n"u8);

        await outbox.DrainAsync();

        Assert.Equal(["Connection reset"], _failures);
        Assert.False(outbox.Append("y\r\n"u8));
    }

    private Outbox New(int bound) => new(_sink, bound, _failures.Add);

    private sealed class SlowSink : ISink
    {
        private readonly List<byte> _received = [];

        public int TakesAtOnce { get; set; } = int.MaxValue;

        public bool IsBroken { get; set; }

        public TaskCompletionSource Open { get; } = new();

        public string Received => Encoding.ASCII.GetString([.. _received]);

        public int TrySend(ReadOnlySpan<byte> lines)
        {
            if (IsBroken)
                return -1;
            int count = Math.Min(TakesAtOnce, lines.Length);
            _received.AddRange(lines[..count]);
            return count;
        }

        public async ValueTask SendAsync(ReadOnlyMemory<byte> lines)
        {
            await Open.Task;
            _received.AddRange(lines.Span);
        }
    }
}
