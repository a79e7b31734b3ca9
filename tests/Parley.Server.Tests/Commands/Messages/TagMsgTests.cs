using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Source: https://ircv3.net/specs/extensions/message-tags.</summary>
public sealed class TagMsgTests
{
    [Fact]
    public async Task Client_only_tags_go_to_those_who_asked_for_tags_and_no_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "message-tags");
        WireClient bob = await server.JoinAsync("#lobby", "bob", "message-tags"), carol = await server.JoinAsync("#lobby", "carol");
        await bob.SyncAsync();

        await alice.SendAsync(@"@+typing=active;secret=1;+a\:b=x\sy TAGMSG #lobby", "@+react=:) PRIVMSG #lobby :hi");

        Assert.Matches(@"^@msgid=[0-9a-f]{32};\+typing=active;\+a\\:b=x\\sy :alice!~alice@127\.0\.0\.1 TAGMSG #lobby$", await bob.ReadAsync());
        Assert.Matches(@"^@msgid=[0-9a-f]{32};\+react=:\) :alice!~alice@127\.0\.0\.1 PRIVMSG #lobby :hi$", await bob.ReadAsync());
        await carol.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :hi");
    }

    [Fact]
    public async Task Of_a_tag_that_comes_twice_the_last_goes_on()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "message-tags"), bob = await server.JoinAsync("#lobby", "bob", "message-tags");
        await alice.SyncAsync();

        await alice.SendAsync("@+a=1;+b=2;+a=3 TAGMSG #lobby");

        Assert.Matches(@"^@msgid=[0-9a-f]{32};\+a=3;\+b=2 :alice!", await bob.ReadAsync());
    }

    [Fact]
    public async Task Too_many_tags_are_refused_and_the_most_that_may_be_are_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "message-tags"), bob = await server.JoinAsync("#lobby", "bob", "message-tags");
        await alice.SyncAsync();

        await alice.SendAtOnceAsync($"@+a={new string('x', 4091)} TAGMSG #lobby", $"@+a={new string('y', 4092)} TAGMSG #lobby");

        await alice.ExpectAsync(":test 417 alice :Input line was too long");
        string received = await bob.ReadAsync();
        Assert.Contains($"+a={new string('x', 4091)} ", received, StringComparison.Ordinal);
        await bob.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(new[] { "typing", "example.org/note" }, "+draft/reply=x;+a=1")]
    [InlineData(new[] { "-draft/reply", "*" }, "+draft/reply=x")]
    public async Task Denied_tags_are_announced_the_star_first_and_taken_off(string[] denied, string kept)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { DeniedTags = denied } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", "message-tags"), bob = await server.JoinAsync("#lobby", "bob", "message-tags");

        await alice.SendAsync("VERSION", "@+draft/reply=x;+typing=active;+example.org/note;+a=1 PRIVMSG #lobby :hi");

        await alice.SkipToAsync(line => line.Contains($" CLIENTTAGDENY={string.Join(',', denied.OrderBy(tag => tag != "*"))} ", StringComparison.Ordinal));
        Assert.Matches($"^@msgid=[0-9a-f]{{32}};{System.Text.RegularExpressions.Regex.Escape(kept)} :alice", await bob.ReadAsync());
    }

    [Theory]
    [InlineData("TAGMSG", ":test 461 alice TAGMSG :Not enough parameters")]
    [InlineData("@+a TAGMSG nobody", ":test 401 alice nobody :No such nick/channel")]
    [InlineData("@+a TAGMSG #nowhere", ":test 403 alice #nowhere :No such channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", "message-tags");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task A_notice_is_never_answered_but_delivered()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");

        await alice.SendAsync("NOTICE nobody :x", "NOTICE #nowhere :x", "NOTICE", "NOTICE #lobby", "NOTICE a,b,c,d,e,f :x", "NOTICE #lobby :ding");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 NOTICE #lobby :ding");
        await alice.ExpectNothingAsync();
    }
}
