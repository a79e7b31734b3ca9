using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Somebody with a client at a real server.</summary>
internal sealed class Person : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Person(ChatClientOptions options, bool asksForPassword = false)
    {
        Client = new ChatClient(options) { AsksForPassword = asksForPassword };
        Running = Client.RunAsync();
    }

    public ChatClient Client { get; }

    private Task Running { get; }

    public static ChatAddress AddressOf(TestServer server) => new(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null);

    public static Person Start(TestServer server, string nickname, bool web = false) => new(new ChatClientOptions
    {
        Address = web ? ChatAddress.Parse(server.Url.AbsoluteUri) : AddressOf(server),
        Nickname = nickname,
        Time = new FakeTimeProvider(),
    });

    public static async Task<Person> JoinAsync(TestServer server, string nickname, bool web = false)
    {
        Person person = Start(server, nickname, web);
        ClientRoom room = await person.Client.WhenJoinedAsync("#lobby").WaitAsync(Patience);
        await person.UntilAsync(_ => room.Members.Any(member => member.Nickname == nickname));
        return person;
    }

    public Task UntilAsync(Func<ChatClient, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
        => Client.UntilAsync(() => condition(Client), what);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Running;
    }
}
