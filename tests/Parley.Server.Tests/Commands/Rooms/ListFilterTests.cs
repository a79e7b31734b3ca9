using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: https://modern.ircdocs.horse/#elist-parameter.</summary>
public sealed class ListFilterTests
{
    [Theory]
    [InlineData("LIST", "#new #old #two")]
    [InlineData("LIST #OLD", "#old")]
    [InlineData("LIST #old,#two,#nowhere", "#old #two")]
    [InlineData("LIST #*w*", "#new #two")]
    [InlineData("LIST *o*,#new", "#new #old #two")]
    [InlineData("LIST !*w*", "#old")]
    [InlineData("LIST !*w*,!#old", "")]
    [InlineData("LIST >1", "#two")]
    [InlineData("LIST <2", "#new #old")]
    [InlineData("LIST <1", "")]
    [InlineData("LIST C>10", "#old")]
    [InlineData("LIST C<10", "#new #two")]
    [InlineData("LIST C<0", "")]
    [InlineData("LIST C>0", "#new #old #two")]
    [InlineData("LIST T>10", "#old")]
    [InlineData("LIST T<10", "#new")]
    [InlineData("LIST C<10,T<10", "#new")]
    [InlineData("LIST #* >1", "#two")]
    [InlineData("LIST #new,#two >1", "#two")]
    [InlineData("LIST >many", "")]
    [InlineData("LIST >-1", "")]
    [InlineData("LIST >99999999999", "")]
    [InlineData("LIST C<", "")]
    [InlineData("LIST !", "")]
    [InlineData("LIST :", "#new #old #two")]
    public async Task Rooms_are_shown_that_fit(string sent, string rooms)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { PingAfter = TimeSpan.FromHours(9) } });
        WireClient alice = await server.JoinAsync("#old", "alice");
        await alice.SendAsync("TOPIC #old :x");
        await alice.SyncAsync();
        server.Time.Advance(TimeSpan.FromMinutes(30));
        await alice.SendAsync("JOIN #new,#two", "TOPIC #new :x");
        await alice.SyncAsync();
        server.Time.Advance(TimeSpan.FromMinutes(1));
        WireClient bob = await server.JoinAsync("#two", "bob");

        await bob.SendAsync(sent);

        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(rooms, string.Join(' ', lines.Where(line => line.Contains(" 322 ", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]).Order()));
        Assert.Equal(":test 323 bob :End of /LIST", lines[^1]);
    }
}
