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
                Network = new NetworkOptions { Admin = ["Somebody else"] },
                Operators = new OperatorOptions(),
                Limits = options.Limits with { Bans = 7 },
            },
            []));

        await ada.SendAsync("REHASH", "ADMIN", "OPER root pencil");

        await ada.ExpectAsync(
            ":test 382 ada parley.toml :Rehashing",
            ":test MODE ada -o",
            ":test NOTICE ada :Limits.Bans changes when the server is started again",
            ":test 256 ada test :Administrative info",
            ":test 257 ada :Somebody else",
            ":test 491 ada :Nobody can become an operator here");
    }

    /// <summary>Source: https://ircv3.net/specs/extensions/capability-negotiation#the-cap-new-subcommand.</summary>
    [Fact]
    public async Task Who_wants_to_know_hears_which_capabilities_come_and_go()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada"), plain = await server.RegisterAsync("plain", "draft/account-registration");
        WireClient eve = await server.RegisterAsync("eve", "cap-notify"), bob = await server.RegisterAsync("bob", "draft/account-registration");
        await bob.SendAsync("CAP LS 302");
        await bob.SyncAsync();
        bool register = false;
        server.Reread(options => new SettingsResult(options with { Accounts = options.Accounts with { Register = register } }, []));

        await ada.SendAsync("REHASH");
        await ada.SyncAsync();
        await bob.ExpectAsync(":test CAP bob DEL :draft/account-registration");
        await eve.ExpectAsync(":test CAP eve DEL :draft/account-registration");
        await plain.SendAsync("CAP LIST", "CAP REQ draft/account-registration");
        await plain.ExpectAsync(":test CAP plain LIST :", ":test CAP plain NAK :draft/account-registration");

        register = true;
        await ada.SendAsync("REHASH");
        await ada.SyncAsync();
        await bob.ExpectAsync(":test CAP bob NEW :draft/account-registration=before-connect");
        await eve.ExpectAsync(":test CAP eve NEW :draft/account-registration");
        await plain.ExpectNothingAsync();
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
