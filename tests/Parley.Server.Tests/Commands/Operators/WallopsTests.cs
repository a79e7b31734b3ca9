using Parley.Testing;

namespace Parley.Server.Tests.Commands.Operators;

/// <summary>Source: https://modern.ircdocs.horse/#wallops-message.</summary>
public sealed class WallopsTests
{
    [Fact]
    public async Task It_reaches_those_who_have_mode_w()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada"), bob = await server.RegisterAsync("bob", "server-time"), eve = await server.RegisterAsync("eve");
        await bob.SendAsync("MODE bob +w");
        await bob.ReadAsync();

        await ada.SendAsync("WALLOPS :Down at noon", "WALLOPS", "WALLOPS :");

        await bob.ExpectAsync("@time=2026-11-22T12:00:00.000Z :ada!~ada@127.0.0.1 WALLOPS :Down at noon");
        await eve.ExpectNothingAsync();
        await ada.ExpectAsync(":test 461 ada WALLOPS :Not enough parameters", ":test 461 ada WALLOPS :Not enough parameters");
    }
}
