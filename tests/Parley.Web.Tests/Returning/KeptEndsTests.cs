using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Web.Returning;

namespace Parley.Web.Tests.Returning;

public sealed class KeptEndsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 21, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly ChatClient _client;

    public KeptEndsTests() => _client = new(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Time = _time });

    [Fact]
    public async Task A_room_that_was_left_is_not_there_at_the_next_visit()
    {
        var store = new Store(Kept("#garden"), Kept("#kitchen"));
        using var ends = new KeptEnds(store);
        await ends.OpenAsync(_client, "ada");
        Assert.Equal(["#garden", "#kitchen"], _client.Rooms.Select(room => room.Name));

        _client.Part("#garden");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["#kitchen"], store.Names);
    }

    [Fact]
    public async Task Of_whom_one_does_not_want_to_hear_nothing_is_shown_again()
    {
        _client.Ignored.Add("bob", null);
        using var ends = new KeptEnds(new Store(Kept("#garden", "bob", "eve")));
        await ends.OpenAsync(_client, "ada");

        Assert.Equal("eve", Assert.Single(_client.Rooms[0].Messages).Sender);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static string Kept(string room, params string[] senders)
        => KeptText.Write(new KeptConversation(room, IsRoom: true, null, [.. senders.Select((sender, i) => new KeptMessage(MessageKind.Text, sender, room, "text", Start.AddSeconds(i), $"m{i}", IsOwn: false, IsFile: false))]));

    // The browser's store: see wwwroot/ends.js.
    private sealed class Store(params string[] kept) : IJSRuntime, IJSObjectReference
    {
        public string[] Names { get; private set; } = [];

        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            if (identifier == "save")
                Names = (string[])args![1]!;
            return ValueTask.FromResult((T)(identifier switch { "import" => this, "load" => kept, _ => (object?)null })!);
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
