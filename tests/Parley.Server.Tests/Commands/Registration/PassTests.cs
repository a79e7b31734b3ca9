using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Registration;

/// <summary>Source: https://modern.ircdocs.horse/#pass-message.</summary>
public sealed class PassTests
{
    private const string Hashed
        = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    [Theory]
    [InlineData("pencil")]
    [InlineData(Hashed)]
    public async Task With_the_password_one_comes_in_and_the_last_one_counts(string setting)
    {
        await using TestServer server = await StartAsync(setting);
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("PASS pen", "PASS pencil", "NICK ada", "USER ada 0 * :Ada", "PASS pencil");

        Assert.StartsWith(":test 001 ada ", await ada.ReadAsync(), StringComparison.Ordinal);
        await ada.SkipToAsync(line => line == ":test 462 ada :You may not reregister");
    }

    [Theory]
    [InlineData("pencil", "PING x")]
    [InlineData("pencil", "PASS pen")]
    [InlineData("pencil", "PASS :")]
    [InlineData(Hashed, "PASS pen")]
    [InlineData(Hashed, "PASS " + Hashed)]
    public async Task Without_it_one_does_not(string setting, string sent)
    {
        await using TestServer server = await StartAsync(setting);
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync(sent, "NICK ada", "USER ada 0 * :Ada");

        await ada.SkipToAsync(line => line == ":test 464 ada :Password incorrect");
        Assert.Equal("ERROR :Closing link: ada (Password incorrect)", await ada.ExpectClosedAsync());
    }

    [Fact]
    public async Task Where_none_is_asked_for_any_will_do()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("PASS", "PASS whatever", "NICK ada", "USER ada 0 * :Ada");

        await ada.ExpectAsync(":test 461 * PASS :Not enough parameters");
        Assert.StartsWith(":test 001 ada ", await ada.ReadAsync(), StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(string password)
        => TestServer.StartAsync(options => options with { Network = new NetworkOptions { Password = password } });
}
