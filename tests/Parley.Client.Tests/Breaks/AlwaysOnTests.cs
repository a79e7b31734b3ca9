using Microsoft.Extensions.Time.Testing;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Testing;

namespace Parley.Client.Tests.Breaks;

/// <summary>Somebody with an account that stays while they are away, against the real server. Source: https://ircv3.net/specs/extensions/chathistory#targets.</summary>
public sealed class AlwaysOnTests
{
    private const string Password = "roses are red";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_others_said_in_private_meanwhile_is_there_after_coming_back_also_from_somebody_new()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient phone = await server.RegisterAsync("ada", "draft/persistence");
        await phone.SendAsync($"REGISTER * * :{Password}", "PERSISTENCE SET ON", "JOIN #lobby");
        await phone.SyncAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob"), eve = await server.JoinAsync("#lobby", "eve");
        TcpTransport? link = null;
        await using var ada = new ChatClient(new ChatClientOptions
        {
            Address = new ChatAddress("127.0.0.1", server.Endpoint.Port, false, null),
            Nickname = "ada",
            Credentials = new Credentials("ada", Password),
            Rooms = ["#lobby"],
            Time = new FakeTimeProvider(),
            Transport = () => link = new TcpTransport("127.0.0.1", server.Endpoint.Port),
        });
        Task running = ada.RunAsync();
        await ada.WhenJoinedAsync("#lobby").WaitAsync(Patience);
        await bob.SendAsync("PRIVMSG ada :before");
        await ada.UntilAsync(() => ada.Find("bob")?.Messages.Count == 1);

        await link!.DisposeAsync();
        await ada.UntilAsync(() => ada.State == ConnectionState.Waiting);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await bob.SendAsync("PRIVMSG ada :meanwhile", "PRIVMSG #lobby :all");
        await eve.SendAsync("PRIVMSG ada :new here");
        await bob.SyncAsync();
        await eve.SyncAsync();
        ada.RetryNow();

        await ada.UntilAsync(() => ada.Find("bob")?.Messages.Count == 2 && ada.Find("eve")?.Messages.Count == 1);
        await ada.UntilAsync(() => ada.Find("#lobby")!.Messages.Any(message => message.Text == "all"));
        Assert.Equal(["before", "meanwhile"], ada.Find("bob")!.Messages.Select(message => message.Text));
        Assert.DoesNotContain(ada.Find("#lobby")!.Messages, message => message.Kind == MessageKind.Gap);
        await ada.QuitAsync();
        await running;
    }
}
