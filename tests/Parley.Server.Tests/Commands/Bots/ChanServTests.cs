using Parley.Testing;

namespace Parley.Server.Tests.Commands.Bots;

/// <summary>What people who know services from elsewhere say to ChanServ.</summary>
public sealed class ChanServTests
{
    private const string Said = ":ChanServ!ChanServ@test NOTICE ";

    private static async Task<WireClient> LogInAsync(TestServer server, string name)
    {
        WireClient client = await server.RegisterAsync(name);
        await client.SendAsync("NS REGISTER correct-horse");
        await client.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));
        return client;
    }

    private static async Task<WireClient> OwnAsync(TestServer server, string name, string room)
    {
        WireClient client = await LogInAsync(server, name);
        await client.SendAsync($"JOIN {room}", $"CS REGISTER {room}");
        await client.SkipToAsync(line => line == $"{Said}{name} :{room} is yours");
        return client;
    }

    [Fact]
    public async Task A_secret_room_is_there_only_for_its_members_and_its_founder()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden"), eve = await LogInAsync(server, "eve");
        await ada.SendAsync("MODE #garden +s", "PART #garden");
        await ada.SyncAsync();

        await eve.SendAsync("CS INFO #garden", "CS DROP #garden", "CS AMODE #garden", "CS OP #garden");
        await ada.SendAsync("CS AMODE #garden");

        const string Nothing = $"{Said}eve :No such channel";
        await eve.ExpectAsync(Nothing, Nothing, Nothing, Nothing);
        await ada.SkipToAsync(line => line.StartsWith($"{Said}ada :Accounts with a rank: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PRIVMSG chanserv :Register #garden")]
    [InlineData("CS REGISTER #garden")]
    [InlineData("CHANSERV :register #garden")]
    public async Task Who_runs_a_room_makes_it_the_own(string sent)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await LogInAsync(server, "ada");
        await ada.SendAsync("JOIN #garden");
        await ada.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));

        await ada.SendAsync(sent, "CS INFO #garden");

        await ada.ExpectAsync(
            ":ada!~ada@127.0.0.1 MODE #garden +q ada",
            $"{Said}ada :#garden is yours",
            $"{Said}ada :Room: #garden",
            $"{Said}ada :Founder: ada",
            $"{Said}ada :Began: 2026-11-22 12:00:00 UTC");
    }

    [Fact]
    public async Task The_room_stays_with_its_topic_and_its_bans_and_knows_its_founder_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        await ada.SendAsync("TOPIC #garden :Roses", "MODE #garden +b eve!*@*", "PART #garden");
        await ada.SkipToAsync(line => line.Contains(" PART ", StringComparison.Ordinal));
        WireClient bob = await server.RegisterAsync("bob");
        WireClient eve = await server.RegisterAsync("eve");

        await bob.SendAsync("JOIN #garden");
        await eve.SendAsync("JOIN #garden");

        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":test 332 bob #garden :Roses");
        Assert.Contains(":test 353 bob = #garden :bob", await bob.SyncAsync());
        await eve.ExpectAsync(":test 474 eve #garden :Cannot join channel (+b)");
        await ada.SendAsync("JOIN #garden");
        Assert.Contains(await ada.SyncAsync(), line => line.StartsWith(":test 353 ada = #garden :", StringComparison.Ordinal) && line.Contains("~ada", StringComparison.Ordinal));
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 JOIN #garden", ":ada!~ada@127.0.0.1 MODE #garden +qo ada ada");
    }

    [Fact]
    public async Task An_account_has_its_rank_whenever_it_comes_and_as_soon_as_it_logs_in()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        WireClient bob = await LogInAsync(server, "bob");

        await ada.SendAsync("CS AMODE #garden +o BOB", "CS AMODE #garden");
        await ada.ExpectAsync($"{Said}ada :bob has +o in #garden", $"{Said}ada :+o bob", $"{Said}ada :Accounts with a rank: 1");
        await bob.SendAsync("JOIN #garden");
        await ada.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":bob!~bob@127.0.0.1 MODE #garden +o bob");
        await bob.SendAsync("MODE #garden -o bob", "CS OP #garden");
        await ada.ExpectAsync(":bob!~bob@127.0.0.1 MODE #garden -o bob", ":bob!~bob@127.0.0.1 MODE #garden +o bob");
        await bob.SendAsync("QUIT");
        await bob.ExpectClosedAsync();
        await ada.SkipToAsync(line => line.Contains(" QUIT ", StringComparison.Ordinal));
        WireClient again = await server.JoinAsync("#garden", "robert");
        await ada.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));
        await again.SendAsync("NS IDENTIFY bob correct-horse");

        await ada.ExpectAsync(":robert!~robert@127.0.0.1 MODE #garden +o robert");
        await ada.SendAsync("CS AMODE #garden - bob");
        await ada.ExpectAsync($"{Said}ada :bob has no rank in #garden");
    }

    [Fact]
    public async Task Ranks_are_given_by_those_who_have_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await ada.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));

        await bob.SendAsync("CS VOICE #garden bob");
        await bob.ExpectAsync($"{Said}bob :You are not logged in to an account");
        await ada.SendAsync("CS VOICE #garden bob", "CS DEVOICE #garden bob", "CS OP #garden nobody");

        await ada.ExpectAsync(
            ":ada!~ada@127.0.0.1 MODE #garden +v bob",
            $"{Said}ada :+v bob in #garden",
            ":ada!~ada@127.0.0.1 MODE #garden -v bob",
            $"{Said}ada :-v bob in #garden",
            $"{Said}ada :No such nick/channel");
    }

    [Fact]
    public async Task A_room_is_given_up_only_with_the_code_and_then_ends_with_its_last_member()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        await ada.SendAsync("PART #garden", "CS DROP #garden 00", "CS DROP #garden");
        await ada.SkipToAsync(line => line == $"{Said}ada :The code is another one");
        string code = (await ada.ReadAsync())[^8..];

        await ada.SendAsync($"CS DROP #garden {code}", "CS INFO #garden");

        await ada.ExpectAsync($"{Said}ada :#garden is nobody's", $"{Said}ada :No such channel");
    }

    [Fact]
    public async Task A_room_can_be_given_to_another_account()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        WireClient bob = await LogInAsync(server, "bob");

        await ada.SendAsync("CS TRANSFER #garden nobody", "CS TRANSFER #garden bob", "CS AMODE #garden");
        await ada.ExpectAsync($"{Said}ada :There is no account nobody", $"{Said}ada :#garden is bob's", $"{Said}ada :The channel is not yours");
        await bob.SendAsync("JOIN #garden");

        await ada.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":bob!~bob@127.0.0.1 MODE #garden +qo bob bob");
    }

    [Fact]
    public async Task With_its_owners_account_a_room_is_nobodys()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        await ada.SendAsync("PART #garden", "NS DROP ada");
        string code = (await ada.SkipToAsync(line => line.Contains("UNREGISTER", StringComparison.Ordinal)))[^8..];

        await ada.SendAsync($"NS DROP ada {code}", "CS INFO #garden");

        await ada.SkipToAsync(line => line == $"{Said}ada :No such channel");
    }

    [Fact]
    public async Task An_account_owns_so_many_rooms()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { RoomsPerAccount = 1 } });
        WireClient ada = await OwnAsync(server, "ada", "#garden");

        await ada.SendAsync("JOIN #kitchen", "CS REGISTER #kitchen");

        await ada.SkipToAsync(line => line == $"{Said}ada :You own 1 rooms, and more you may not");
    }

    [Theory]
    [InlineData("CS REGISTER #nowhere", ":No such channel")]
    [InlineData("CS REGISTER #lobby", ":You're not on that channel")]
    [InlineData("CS REGISTER #garden", ":The channel is registered already")]
    [InlineData("CS REGISTER", ":Not enough words. It is: REGISTER <#room>")]
    [InlineData("CS DROP #garden", ":The channel is not yours")]
    [InlineData("CS TRANSFER #garden bob", ":The channel is not yours")]
    [InlineData("CS AMODE #garden", ":The channel is not yours")]
    [InlineData("CS AMODE #garden x bob", ":A rank is one of +q, +a, +o, +h and +v, and - takes it")]
    [InlineData("CS AMODE #garden +o bob", ":The channel is not yours")]
    [InlineData("CS OP #garden", ":You're not a channel operator")]
    [InlineData("CS DEOP #garden ada", ":You're not a channel operator")]
    [InlineData("CS INFO #lobby", ":#lobby is nobody's")]
    [InlineData("CHANSERV", ":ChanServ: looks after rooms and who runs them. Its commands are:")]
    public async Task What_may_not_be_is_refused_and_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        WireClient bob = await LogInAsync(server, "bob");
        await ada.SendAsync("INVITE bob #garden", "JOIN #other");
        await bob.SendAsync("JOIN #garden");
        await bob.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        if (sent == "CS REGISTER #garden")
        {
            await ada.SendAsync("MODE #garden +o bob");
            await bob.SkipToAsync(line => line.Contains(" MODE ", StringComparison.Ordinal));
        }

        await bob.SendAsync(sent);

        await bob.ExpectAsync($"{Said}bob {expected}");
    }

    [Fact]
    public async Task The_owner_of_a_room_says_what_is_read_of_its_history_and_how_long_it_is_kept()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = options.History with { Days = 30 } });
        WireClient ada = await OwnAsync(server, "ada", "#garden"), eve = await server.JoinAsync("#garden", "eve", "draft/chathistory", "server-time", "standard-replies");
        await ada.SyncAsync();
        await eve.SyncAsync();

        await ada.SendAsync("CS SET #garden", "CS SET #garden QUERY-CUTOFF join", "CS SET #garden RETENTION 7d 1000", "CS SET #garden RETENTION default");
        await ada.ExpectAsync(
            $"{Said}ada :#garden: members read all that is kept (QUERY-CUTOFF default)", $"{Said}ada :#garden: what is said is kept for 30 days (RETENTION default)",
            $"{Said}ada :#garden: members read what was said since they came in (QUERY-CUTOFF join)", $"{Said}ada :#garden: what is said is kept for 30 days (RETENTION default)",
            $"{Said}ada :#garden: members read what was said since they came in (QUERY-CUTOFF join)",
            $"{Said}ada :#garden: what is said is kept for 7 days, and of that the newest 1000 messages (RETENTION 7d 1000)",
            $"{Said}ada :#garden: members read what was said since they came in (QUERY-CUTOFF join)", $"{Said}ada :#garden: what is said is kept for 30 days (RETENTION default)");
        await ada.SendAsync("CS SET #garden COLOUR green", "CS SET #garden RETENTION soon", "CS SET #garden RETENTION 0d", "CS SET #garden QUERY-CUTOFF", "CS SET #nowhere");
        const string Wrong = $"{Said}ada :RETENTION is a number of days (30d), of messages (1000), both (30d 1000), or default";
        await ada.ExpectAsync(
            $"{Said}ada :There is no setting COLOUR. There are QUERY-CUTOFF and RETENTION", Wrong, Wrong,
            $"{Said}ada :QUERY-CUTOFF is none (members read all), join (each reads what was said since coming in) or default", $"{Said}ada :No such channel");
        await eve.SendAsync("CS SET #garden RETENTION 1d");
        await eve.SkipToAsync(line => line.EndsWith($"{Said}eve :Only the channel's founder may do this"[1..], StringComparison.Ordinal) || line.Contains(Said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comes_in_hears_how_long_is_kept_what_is_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await OwnAsync(server, "ada", "#garden");
        await ada.SendAsync("CS SET #garden RETENTION 100");
        await ada.SyncAsync();
        WireClient bob = await server.RegisterAsync("bob", "standard-replies"), carol = await server.RegisterAsync("carol");

        await bob.SendAsync("JOIN #garden,#other");
        await carol.SendAsync("JOIN #garden");

        Assert.Single(await bob.SyncAsync(), line => line.Contains("RETENTION", StringComparison.Ordinal));
        await carol.SkipToAsync(line => line == ":test NOTICE carol :What is said in #garden is kept until there are 100 newer messages");
    }
}
