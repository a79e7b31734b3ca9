using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Links into rooms, against the real server. Source: docs/irc.md, "Links into rooms".</summary>
public sealed class InviteLinkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_link_is_made_listed_used_also_after_a_break_and_revoked()
    {
        await using TestServer server = await TestServer.StartAsync();
        // Before the server has said so, nobody knows that Ü and ü are one.
        WireClient alice = await server.JoinAsync("#über", "alice");
        await using Person ada = await Person.JoinAsync(server, "ada");
        await alice.SendAsync("INVITE ada #über", "MODE #über +k sesame");
        await alice.SyncAsync();
        ada.Client.Join("#über", "sesame");
        await ada.Client.WhenJoinedAsync("#über").WaitAsync(Patience);
        await alice.SendAsync("MODE #über +o ada");
        await ada.UntilAsync(client => client.Rooms[1].Members.Any(member => member is { Nickname: "ada", Prefixes: "@" }));

        NewInviteLink made = await ada.Client.MakeLinkAsync("#über", TimeSpan.FromDays(1), 2).WaitAsync(Patience);
        Assert.EndsWith($"/#{Uri.EscapeDataString("über")}?invite={made.Token}", made.Url, StringComparison.Ordinal);
        TcpTransport? link = null;
        await using var bob = new Person(new ChatClientOptions
        {
            Address = Person.AddressOf(server),
            Nickname = "bob",
            Time = server.Time,
            Transport = () => link = new TcpTransport("127.0.0.1", server.Endpoint.Port),
        });
        bob.Client.Join("#ÜBER", InviteLink.KeyOf(made.Token));
        await bob.Client.WhenJoinedAsync("#ÜBER").WaitAsync(Patience);
        await ada.UntilAsync(client => client.Rooms[1].Members.Any(member => member.Nickname == "bob"));
        await link!.DisposeAsync();
        await bob.UntilAsync(client => client.State == ConnectionState.Waiting);
        // Until the server has seen the break too, the name is taken.
        await ada.UntilAsync(client => client.Rooms[1].Members.All(member => member.Nickname != "bob"));
        bob.Client.RetryNow();
        await bob.UntilAsync(client => client.Rooms[0] is { IsJoined: true });

        Assert.Equal(
            [new InviteLink(made.Id, "ada", server.Time.GetUtcNow(), server.Time.GetUtcNow().AddDays(1), 1, 2)],
            await ada.Client.ListLinksAsync("#über").WaitAsync(Patience));
        await ada.Client.RevokeLinkAsync("#über", made.Id).WaitAsync(Patience);
        Assert.Empty(await ada.Client.ListLinksAsync("#über").WaitAsync(Patience));
    }

    [Fact]
    public async Task Why_there_is_no_link_is_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");

        Assert.True(ada.Client.HasInviteLinks);
        IOException nowhere = await Assert.ThrowsAsync<IOException>(() => ada.Client.MakeLinkAsync("#nowhere").WaitAsync(Patience));
        IOException tooMany = await Assert.ThrowsAsync<IOException>(() => ada.Client.MakeLinkAsync("#lobby", uses: InviteLink.MostUses + 1).WaitAsync(Patience));

        Assert.Equal("You are not in a channel of that name", nowhere.Message);
        Assert.StartsWith("It takes a number of seconds", tooMany.Message, StringComparison.Ordinal);
    }
}
