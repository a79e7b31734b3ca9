using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Operators;

/// <summary>Source: https://modern.ircdocs.horse/#rehash-message.</summary>
public sealed class RehashTests
{
    [Fact]
    public async Task What_may_change_is_in_force_at_once_and_the_rest_is_named()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada");
        server.Reread(options => new SettingsResult(
            options with
            {
                Network = new NetworkOptions { Description = "Another place" },
                Operators = new OperatorOptions(),
                Limits = options.Limits with { Bans = 7 },
            },
            []));

        await ada.SendAsync("REHASH", "LINKS", "OPER root pencil");

        await ada.ExpectAsync(
            ":test 382 ada parley.toml :Rehashing",
            ":test NOTICE ada :Limits.Bans changes when the server is started again",
            ":test 364 ada test test :0 Another place",
            ":test 365 ada * :End of /LINKS list",
            ":test 491 ada :Nobody can become an operator here");
    }

    [Fact]
    public async Task Settings_with_an_error_change_nothing()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada");
        server.Reread(_ => new SettingsResult(null, ["parley.toml:3: there is no option Limits.Bnas; the nearest is Limits.Bans"]));

        await ada.SendAsync("REHASH", "OPER root pencil");

        await ada.ExpectAsync(
            ":test 382 ada parley.toml :Rehashing",
            ":test NOTICE ada :parley.toml:3: there is no option Limits.Bnas; the nearest is Limits.Bans; nothing was changed",
            ":test 381 ada :You are now an IRC operator");
    }

    [Fact]
    public async Task The_message_of_the_day_is_read_again()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Before");
        await using TestServer server = await TestOperator.StartAsync(options => options with { Server = options.Server with { Motd = file } });
        WireClient ada = await server.RegisterOperatorAsync("ada");

        await File.WriteAllTextAsync(file, "After");
        await ada.SendAsync("REHASH", "MOTD");
        await ada.SkipToAsync(line => line == ":test 372 ada :- After");
        File.Delete(file);
        await ada.SendAsync("REHASH");

        await ada.SkipToAsync(line => line == $":test NOTICE ada :Server.Motd: {file} cannot be read; nothing was changed");
    }
}
