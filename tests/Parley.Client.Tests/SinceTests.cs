using Parley.Client.Rooms;

namespace Parley.Client.Tests;

public sealed class SinceTests
{
    [Fact]
    public async Task Who_joins_is_here_since_then_and_who_was_here_before_is_not_dated()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync("ada bob", "server-time");
        connection.Say("@time=2026-11-22T11:59:00.000Z :eve!e@h JOIN #garden");
        ClientRoom room = server.Client.Rooms[0];
        await server.UntilAsync(() => room.Members.Count == 3);

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 11, 59, 0, TimeSpan.Zero), room.Members.Single(member => member.Nickname == "eve").Since);
        Assert.NotNull(room.Members.Single(member => member.Nickname == "ada").Since);
        Assert.Null(room.Members.Single(member => member.Nickname == "bob").Since);
    }
}
