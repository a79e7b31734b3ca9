using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Storage.Sqlite;
using Parley.Testing;

namespace Parley.Client.Tests.Breaks;

/// <summary>Several people talk over networks that break, to a server that may be started anew in the middle: each message comes once to each,
/// in one order.</summary>
public sealed class BadNetworkTests
{
    private const int People = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData(1, 250, false, false)]
    [InlineData(2, 100, true, false)]
    [InlineData(3, 100, true, true)]
    public async Task Each_message_comes_once_to_everybody_in_one_order(int seed, int each, bool isRestarted, bool isOnDisk)
    {
        await using var house = new House(isOnDisk);
        await house.StartAsync();
        Talker[] talkers = [.. Enumerable.Range(0, People).Select(n => new Talker($"p{n}", house, (seed * 100) + n, faults: 12))];
        foreach (Talker talker in talkers)
            await talker.Client.WhenJoinedAsync("#lobby").WaitAsync(Patience);

        Task[] talking = [.. talkers.Select(talker => talker.TalkAsync(each).WaitAsync(Patience))];
        if (isRestarted)
        {
            await talkers[0].HasSeenAsync(each).WaitAsync(Patience);
            await house.StopAsync();
            await house.StartAsync();
        }
        await Task.WhenAll(talking);
        foreach (Talker talker in talkers)
            await talker.HasSeenAsync(People * each).WaitAsync(Patience);

        string[] kept = await house.KeptAsync();
        Assert.Equal(People * each, kept.Distinct().Count());
        foreach (Talker talker in talkers)
        {
            Assert.Equal(kept, talker.Seen());
            Assert.Equal(Enumerable.Range(0, each).Select(n => $"{talker.Name} {n}"), kept.Where(text => text.StartsWith(talker.Name + " ", StringComparison.Ordinal)));
            await talker.DisposeAsync();
        }
    }

    /// <summary>A server that can be started anew on what it kept.</summary>
    private sealed class House(bool isOnDisk) : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("parley-test-").FullName;
        private IStore? _store;
        private TestServer? _server;

        /// <summary>Where it listens; while it is stopped, where it did.</summary>
        public IPEndPoint Endpoint { get; private set; } = new(IPAddress.Loopback, 1);

        public async Task StartAsync()
        {
            if (isOnDisk)
                _store = SqliteStore.Open(_folder, Durability.Process, NullLogger.Instance);
            _store ??= new MemoryStore(new HistoryBounds(100_000, TimeSpan.Zero, 1 << 28), new FakeTimeProvider());
            _server = await TestServer.StartAsync(store: _store);
            Endpoint = _server.Endpoint;
        }

        public async Task StopAsync()
        {
            await _server!.StopAsync();
            await _server.DisposeAsync();
        }

        /// <summary>What was said in the lobby, in the server's order.</summary>
        public async Task<string[]> KeptAsync()
        {
            var all = new HistoryQuery(HistoryWindow.Latest, null, null, 100_000, HistoryContent.Messages);
            HistoryPage page = await _store!.History.OfRoom("#lobby").ReadAsync(all);
            return [.. page.Items.Select(item => System.Text.Encoding.UTF8.GetString(((Core.Messages.Message)item).Text.Span))];
        }

        public async ValueTask DisposeAsync()
        {
            await _server!.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Somebody who talks over a bad network. Their clock stands still but while they wait in vain.</summary>
    private sealed class Talker : IAsyncDisposable
    {
        // So many messages are on their way at most.
        private const int Window = 20;

        private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        private readonly BadNetwork _network;
        private readonly Task _running;

        public Talker(string name, House house, int seed, int faults)
        {
            Name = name;
            _network = new BadNetwork(() => house.Endpoint, seed, faults);
            _network.Halved += givenUp => _ = GoOnAsync(givenUp);
            Client = new ChatClient(new ChatClientOptions
            {
                Address = _network.Open(),
                Nickname = name,
                Rooms = ["#lobby"],
                Time = _time,
                TryOtherNicknames = true,
            });
            Client.Changed += Client.RetryNow;
            _running = Client.RunAsync();
        }

        public string Name { get; }

        public ChatClient Client { get; }

        /// <summary>Says numbers from 0 on, and waits until all are said.</summary>
        public async Task TalkAsync(int count)
        {
            var said = new List<ChatMessage>();
            for (int n = 0; n < count; n++)
            {
                if (n >= Window)
                    await said[n - Window].Settled;
                said.AddRange(Client.Send("#lobby", $"{Name} {n}"));
            }
            foreach (ChatMessage message in said)
                Assert.Equal((MessageState.Sent, null), (await message.Settled, message.Failure));
        }

        /// <summary>Ends when so many messages are there.</summary>
        public async Task HasSeenAsync(int count)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look()
            {
                if (Seen().Length >= count)
                    seen.TrySetResult();
            }
            lock (Client.Sync)
            {
                Client.Changed += Look;
                Look();
            }
            try
            {
                await seen.Task.WaitAsync(Patience / 2);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"{Name} has seen {Seen().Length} of {count}; {Client.State} {Client.Problem}; {_network.FaultsLeft} faults left");
            }
            Client.Changed -= Look;
        }

        /// <summary>What is there, marks of what is missing too, but for own words that are still on their way.</summary>
        public string[] Seen()
        {
            lock (Client.Sync)
                return [.. ((ClientRoom)Client.Find("#lobby")!).Messages
                    .Where(message => message.Kind is MessageKind.Text or MessageKind.Gap && message.State is MessageState.Received or MessageState.Sent)
                    .Select(message => message.Kind == MessageKind.Gap ? "(gap)" : message.Text)];
        }

        public async ValueTask DisposeAsync()
        {
            Task quit = Client.QuitAsync();
            await _network.DisposeAsync();
            await quit;
            await _running;
        }

        // Hours pass until the connection is given up.
        private async Task GoOnAsync(Task givenUp)
        {
            while (!givenUp.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                await Task.WhenAny(givenUp, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            }
        }
    }
}
