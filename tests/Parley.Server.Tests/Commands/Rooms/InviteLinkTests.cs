using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: docs/irc.md, "Links into rooms"; docs/adr/0020-invite-links.md.</summary>
public sealed class InviteLinkTests
{
    [Theory]
    [InlineData("+i", "473")]
    [InlineData("+k sesame", "475")]
    [InlineData("+l 1", "471")]
    public async Task Who_has_a_link_of_an_operators_comes_in_though_the_door_is_shut(string modes, string refusal)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync($"MODE #garden {modes}");
        (string id, string token) = await AddAsync(alice, "#garden");

        await bob.SendAsync("JOIN #garden", $"JOIN #garden invite:{token}");

        await bob.SkipToAsync(line => line.StartsWith($":test {refusal} bob #garden ", StringComparison.Ordinal));
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
        Assert.Equal(8, id.Length);
        Assert.Equal(22, token.Length);
    }

    [Theory]
    [InlineData("+b bob", ":test 474 bob #garden :Cannot join channel (+b)")]
    [InlineData("+R", ":test 477 bob #garden :Cannot join channel (+R): log in to an account first")]
    public async Task No_link_passes_a_ban_or_makes_an_account(string modes, string refusal)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync($"MODE #garden {modes}");
        (_, string token) = await AddAsync(alice, "#garden");

        await bob.SendAsync($"JOIN #garden invite:{token}");

        await bob.ExpectAsync(refusal);
    }

    [Fact]
    public async Task A_members_link_shows_the_way_and_opens_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        (_, string token) = await AddAsync(bob, "#garden");
        WireClient carol = await server.RegisterAsync("carol"), dave = await server.RegisterAsync("dave");
        await carol.SendAsync($"JOIN #garden invite:{token}");
        await carol.ExpectAsync(":carol!~carol@127.0.0.1 JOIN #garden");

        await alice.SendAsync("MODE #garden +i");
        await alice.SyncAsync();
        await dave.SendAsync($"JOIN #garden invite:{token}");
        await dave.ExpectAsync(":test 473 dave #garden :Cannot join channel (+i)");
        await bob.SyncAsync();
        await bob.SendAsync("INVITELINK ADD #garden");
        await bob.ExpectAsync(":test FAIL INVITELINK FORBIDDEN #garden :Only those who run the channel invite into it");
    }

    [Fact]
    public async Task A_link_ends_when_its_time_has_come_or_when_it_is_revoked_and_an_open_room_stays_open()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden +i");
        (_, string brief) = await AddAsync(alice, "#garden", "30");
        (string id, string ever) = await AddAsync(alice, "#garden", "*");
        server.Time.Advance(TimeSpan.FromSeconds(30));

        await bob.SendAsync($"JOIN #garden invite:{brief}", "JOIN #garden invite:nonsense");
        const string Ended = ":test 473 bob #garden :Cannot join channel (+i): the invitation has ended, was used up or revoked";
        await bob.ExpectAsync(Ended, Ended);
        await alice.SendAsync($"INVITELINK REVOKE #garden {id}", $"INVITELINK REVOKE #garden {id}");
        await alice.ExpectAsync($":test INVITELINK REVOKE #garden :{id}", $":test FAIL INVITELINK UNKNOWN_LINK #garden {id} :No such link leads into the channel, or it is not yours");
        server.Time.Advance(TimeSpan.FromSeconds(20));
        await bob.SendAsync($"JOIN #garden invite:{ever}");
        await bob.ExpectAsync(Ended);
        await alice.SendAsync("MODE #garden -i");
        await alice.SyncAsync();
        await bob.SendAsync($"JOIN #garden invite:{ever}");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
    }

    [Fact]
    public async Task A_number_of_uses_counts_people_and_each_of_them_may_come_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob"), carol = await server.RegisterAsync("carol");
        await alice.SendAsync("MODE #garden +k sesame");
        (string id, string token) = await AddAsync(alice, "#garden", "*", "1");

        await bob.SendAsync($"JOIN #garden invite:{token}", "PART #garden", $"JOIN #garden invite:{token}", "PART #garden", "JOIN #garden");
        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(2, lines.Count(line => line == ":bob!~bob@127.0.0.1 JOIN #garden"));
        Assert.Equal(":test 475 bob #garden :Cannot join channel (+k)", lines[^1]);
        await carol.SendAsync($"JOIN #garden invite:{token}");
        await carol.ExpectAsync(":test 473 carol #garden :Cannot join channel (+i): the invitation has ended, was used up or revoked");
        await alice.SyncAsync();
        await alice.SendAsync("INVITELINK LIST #garden");
        await alice.ExpectAsync($":test INVITELINK LIST #garden {id} alice 2026-11-22T12:00:00.000Z * 1 :1");
    }

    [Fact]
    public async Task Operators_see_all_links_and_others_their_own()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", "batch"), bob = await server.JoinAsync("#garden", "bob");
        (string first, _) = await AddAsync(alice, "#garden", "60");
        (string second, _) = await AddAsync(bob, "#garden", "*", "5");
        await bob.SyncAsync();
        await alice.SyncAsync();

        await alice.SendAsync("INVITELINK LIST #GARDEN");

        string own = $":test INVITELINK LIST #garden {second} bob 2026-11-22T12:00:00.000Z * 0 :5";
        await alice.ExpectAsync(
            ":test BATCH +b parley.chat/invites #garden",
            $"@batch=b :test INVITELINK LIST #garden {first} alice 2026-11-22T12:00:00.000Z 2026-11-22T12:01:00.000Z 0 :*",
            "@batch=b " + own,
            ":test BATCH -b");
        await bob.SendAsync("INVITELINK LIST #garden", $"INVITELINK REVOKE #garden {first}", $"INVITELINK REVOKE #garden {second}", "INVITELINK LIST #garden");
        await bob.ExpectAsync(
            own,
            $":test FAIL INVITELINK UNKNOWN_LINK #garden {first} :No such link leads into the channel, or it is not yours",
            $":test INVITELINK REVOKE #garden :{second}");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_link_names_the_room_by_its_present_name_and_never_leads_to_another_of_that_name()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Server = options.Server with { Url = new Uri("https://chat.example/parley") } });
        WireClient alice = await server.JoinAsync("#garden?", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden? +i", "INVITELINK ADD #garden?");
        string told = await alice.SkipToAsync(line => line.Contains(" INVITELINK ADD ", StringComparison.Ordinal));
        string token = told.Split(' ')[5];
        Assert.Equal($":https://chat.example/parley/#garden%3F?invite={token}", told.Split(' ')[6]);

        await alice.SendAsync("RENAME #garden? #park");
        await alice.SyncAsync();
        await bob.SendAsync($"JOIN #park invite:{token}", "PART #park");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #park");
        await bob.SyncAsync();
        await alice.SendAsync("PART #park", "JOIN #park", "MODE #park +i");
        await alice.SyncAsync();
        await bob.SendAsync($"JOIN #park invite:{token}");
        await bob.ExpectAsync(":test 473 bob #park :Cannot join channel (+i): the invitation has ended, was used up or revoked");
    }

    [Fact]
    public async Task Many_links_are_enough()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { CommandBurst = 1000 } });
        WireClient alice = await server.JoinAsync("#garden", "alice");
        for (int n = 0; n < 50; n++)
            await AddAsync(alice, "#garden", "60");

        await alice.SendAsync("INVITELINK ADD #garden");
        await alice.ExpectAsync(":test FAIL INVITELINK TOO_MANY #garden :Too many links lead into the channel: revoke one");
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(alice, "#garden");
    }

    [Theory]
    [InlineData("INVITELINK ADD", ":test 461 bob INVITELINK :Not enough parameters")]
    [InlineData("INVITELINK SHOW #garden", ":test FAIL INVITELINK UNKNOWN_COMMAND SHOW :There is no such subcommand")]
    [InlineData("INVITELINK ADD #nowhere", ":test FAIL INVITELINK INVALID_TARGET #nowhere :You are not in a channel of that name")]
    [InlineData("INVITELINK ADD #garden", ":test FAIL INVITELINK INVALID_TARGET #garden :You are not in a channel of that name")]
    [InlineData("INVITELINK LIST #garden", ":test FAIL INVITELINK INVALID_TARGET #garden :You are not in a channel of that name")]
    [InlineData("INVITELINK REVOKE #garden 01234567", ":test FAIL INVITELINK INVALID_TARGET #garden :You are not in a channel of that name")]
    [InlineData("INVITELINK ADD #garden soon", ":test FAIL INVITELINK INVALID_PARAMS ADD #garden :It takes a number of seconds, at most ten years, and of people, at most 100")]
    [InlineData("INVITELINK ADD #garden 60 101", ":test FAIL INVITELINK INVALID_PARAMS ADD #garden :It takes a number of seconds, at most ten years, and of people, at most 100")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.JoinAsync("#garden", "alice");
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }

    [Fact]
    public async Task The_links_of_an_account_go_with_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#garden", "bob"), ada = await server.RegisterAsync("ada"), carol = await server.RegisterAsync("carol");
        await bob.SendAsync("MODE #garden +i", "INVITE ada #garden");
        await bob.SyncAsync();
        await ada.SendAsync("NS REGISTER correct-horse", "JOIN #garden");
        await ada.SyncAsync();
        await bob.SendAsync("MODE #garden +h ada");
        await bob.SyncAsync();
        (_, string token) = await AddAsync(ada, "#garden");
        await ada.SendAsync("NS DROP ada");
        string code = (await ada.SkipToAsync(line => line.Contains("UNREGISTER ada ", StringComparison.Ordinal)))[^8..];
        await ada.SendAsync($"NS DROP ada {code}");
        await ada.SyncAsync();

        await carol.SendAsync($"JOIN #garden invite:{token}");

        await carol.ExpectAsync(":test 473 carol #garden :Cannot join channel (+i): the invitation has ended, was used up or revoked");
    }

    private static async Task<(string Id, string Token)> AddAsync(WireClient client, string room, params string[] parameters)
    {
        await client.SendAsync(string.Join(' ', ["INVITELINK", "ADD", room, .. parameters]));
        string[] told = (await client.SkipToAsync(line => line.Contains($" INVITELINK ADD {room} ", StringComparison.Ordinal))).Split(' ');
        Assert.EndsWith($"/#{room[1..]}?invite={told[5]}", told[6], StringComparison.Ordinal);
        return (told[4], told[5]);
    }
}
