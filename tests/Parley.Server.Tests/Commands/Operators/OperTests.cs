using Parley.Testing;

namespace Parley.Server.Tests.Commands.Operators;

/// <summary>Source: https://modern.ircdocs.horse/#oper-message, #user-mode.</summary>
public sealed class OperTests
{
    [Fact]
    public async Task With_the_password_one_becomes_an_operator()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("OPER root pencil");

        await ada.ExpectAsync(":test 381 ada :You are now an IRC operator", ":test MODE ada +o");
    }

    [Theory]
    [InlineData("OPER root", ":test 461 ada OPER :Not enough parameters")]
    [InlineData("OPER root pen", ":test 464 ada :Password incorrect")]
    [InlineData("OPER root :", ":test 464 ada :Password incorrect")]
    [InlineData("OPER nobody pencil", ":test 464 ada :Password incorrect")]
    [InlineData("MODE ada +ox", ":test 501 ada :Unknown MODE flag")]
    public async Task Nobody_else_does(string sent, string expected)
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync(sent, "MODE ada");

        await ada.ExpectAsync(expected, ":test 221 ada +");
    }

    [Fact]
    public async Task Who_guesses_must_wait()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("OPER root a", "OPER root b", "OPER nobody c", "OPER root pencil");
        const string Wrong = ":test 464 ada :Password incorrect";
        await ada.ExpectAsync(Wrong, Wrong, Wrong, ":test 464 ada :Password not tried: too many attempts, try again in 1 seconds");
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await ada.SendAsync("OPER root pencil");

        await ada.ExpectAsync(":test 381 ada :You are now an IRC operator", ":test MODE ada +o");
    }

    [Fact]
    public async Task Who_stays_without_a_connection_is_no_operator_any_more()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("NS REGISTER correct-horse", "NS SET ALWAYS-ON true", "OPER root pencil", "QUIT");
        await ada.ExpectClosedAsync();
        WireClient back = await server.LogInAsync("ada", "correct-horse");
        await back.SyncAsync();

        await back.SendAsync("MODE ada");

        await back.ExpectAsync(":test 221 ada +");
    }

    [Fact]
    public async Task Who_has_mode_R_is_not_invited_by_guests()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient bob = await server.RegisterAsync("bob"), eve = await server.JoinAsync("#shop", "eve");
        await bob.SendAsync("MODE bob +R");
        await bob.ExpectAsync(":test MODE bob +R");

        await eve.SendAsync("INVITE bob #shop");

        await eve.ExpectAsync(":test 477 eve bob :You must be logged in to message this user (+R)");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Where_nobody_is_named_nobody_can_become_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("OPER root pencil");

        await ada.ExpectAsync(":test 491 ada :Nobody can become an operator here");
    }

    [Fact]
    public async Task Others_see_who_is_an_operator()
    {
        await using TestServer server = await TestOperator.StartAsync();
        await server.RegisterOperatorAsync("ada");
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync("WHOIS ada", "WHO ada", "WHO * o", "LUSERS");
        IReadOnlyList<string> lines = await bob.SyncAsync();

        Assert.Contains(":test 313 bob ada :is an IRC operator", lines);
        Assert.True(lines.Count(line => line == ":test 352 bob * ~ada 127.0.0.1 test ada H* :0 ada") == 2, string.Join('\n', lines));
        Assert.DoesNotContain(lines, line => line.Contains(" 352 bob * ~bob", StringComparison.Ordinal));
        Assert.Contains(":test 252 bob 1 :operator(s) online", lines);
    }

    [Fact]
    public async Task Who_has_mode_R_is_not_reached_by_guests()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient bob = await server.RegisterAsync("bob"), eve = await server.RegisterAsync("eve");
        await bob.SendAsync("MODE bob +R");
        await bob.ExpectAsync(":test MODE bob +R");

        await eve.SendAsync("PRIVMSG bob :Buy!", "NOTICE bob :Buy!", "TAGMSG bob");

        const string Refused = ":test 477 eve bob :You must be logged in to message this user (+R)";
        await eve.ExpectAsync(Refused, Refused);
        await eve.ExpectNothingAsync();
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task An_operator_may_lay_it_down()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("OPER root pencil", "MODE ada +w", "MODE ada", "MODE ada -o+B", "MODE ada");

        await ada.ExpectAsync(
            ":test 381 ada :You are now an IRC operator",
            ":test MODE ada +o",
            ":test MODE ada +w",
            ":test 221 ada +ow",
            ":test MODE ada +B-o",
            ":test 221 ada +Bw");
    }
}
