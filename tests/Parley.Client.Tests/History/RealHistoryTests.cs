using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Testing;

namespace Parley.Client.Tests.History;

/// <summary>Windows and read markers against the real server.</summary>
public sealed class RealHistoryTests
{
    private const int Count = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task All_that_was_said_is_read_back_to_its_beginning_and_down_again_each_once_and_in_order()
    {
        await using TestServer server = await TestServer.StartAsync();
        string first = await FillAsync(server);
        await using Person ada = await Person.JoinAsync(server, "ada");
        Conversation lobby = ada.Client.Rooms[0];
        await ada.UntilAsync(_ => !lobby.IsCatchingUp);
        using MessageWindow window = ada.Client.OpenWindow(lobby, page: 40, most: 120);
        string[] all = [.. Enumerable.Range(1, Count).Select(number => $"number {number}")];

        var up = new List<string>();
        while (!window.IsAtStart)
        {
            await window.OlderAsync().WaitAsync(Patience);
            Assert.InRange(window.Count, 1, 120);
            up.AddRange(Said(window));
        }
        Assert.Equal(all[..5], Said(window)[..5]);
        Assert.False(window.IsAtEnd);
        Assert.Equal(all.Order(), up.Distinct().Order());

        while (!window.IsAtEnd)
            await window.NewerAsync().WaitAsync(Patience);
        Assert.Equal(all[^80..], Said(window)[^80..]);
        Assert.True(await window.AroundAsync(first).WaitAsync(Patience));
        Assert.Equal(all[..20], Said(window)[..20]);
        Assert.False(await window.AroundAsync(new string('0', 32)).WaitAsync(Patience));
    }

    private static async Task<string> FillAsync(TestServer server)
    {
        await using Person bob = await Person.JoinAsync(server, "bob");
        for (int number = 1; number < Count; number++)
            bob.Client.Send("#lobby", $"number {number}");
        Assert.Null(await bob.Client.SendAsync("#lobby", $"number {Count}").WaitAsync(Patience));
        lock (bob.Client.Sync)
            return bob.Client.Rooms[0].Messages.First(message => message.IsSaid).Id!;
    }

    private static string[] Said(MessageWindow window) => [.. window.Where(message => message.Kind == MessageKind.Text).Select(message => message.Text)];
}
