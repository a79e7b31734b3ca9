using Parley.Testing;

namespace Parley.Server.Tests.Commands.History;

/// <summary>Source: https://ircv3.net/specs/extensions/read-marker.</summary>
public sealed class MarkReadTests
{
    [Fact]
    public async Task A_marker_is_set_and_told_and_never_goes_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", "draft/read-marker");

        await alice.SendAsync(
            "MARKREAD #Lobby",
            "MARKREAD #Lobby timestamp=2026-11-22T11:00:00.123Z",
            "MARKREAD #lobby timestamp=2026-11-22T10:00:00.000Z",
            "MARKREAD bob timestamp=2099-01-01T00:00:00.000Z",
            "MARKREAD BOB");

        await alice.ExpectAsync(
            ":test MARKREAD #Lobby *",
            ":test MARKREAD #lobby timestamp=2026-11-22T11:00:00.123Z",
            ":test MARKREAD #lobby timestamp=2026-11-22T11:00:00.123Z",
            // Nobody has read what is yet to be said.
            ":test MARKREAD bob timestamp=2026-11-22T12:00:00.000Z",
            ":test MARKREAD BOB timestamp=2026-11-22T12:00:00.000Z");
    }

    [Fact]
    public async Task Who_comes_into_a_room_is_told_the_marker_before_the_end_of_names()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", "draft/read-marker");
        await alice.SendAsync("JOIN #lobby", "MARKREAD #lobby timestamp=2026-11-22T11:00:00.000Z", "PART #lobby", "JOIN #lobby");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 JOIN #lobby", ":test MARKREAD #lobby *", ":test 353 alice = #lobby :alice", ":test 366 alice #lobby :End of /NAMES list",
            ":test MARKREAD #lobby timestamp=2026-11-22T11:00:00.000Z",
            ":alice!~alice@127.0.0.1 PART #lobby",
            ":alice!~alice@127.0.0.1 JOIN #lobby", ":test MARKREAD #lobby timestamp=2026-11-22T11:00:00.000Z", ":test 353 alice = #lobby :alice");
    }

    [Fact]
    public async Task The_users_other_sessions_that_want_to_know_are_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient first = await server.RegisterAsync("alice", "draft/read-marker");
        await first.SendAsync("REGISTER * * correct-horse");
        await first.SyncAsync();
        WireClient second = await server.LogInAsync("alice", "correct-horse", "draft/read-marker"), third = await server.LogInAsync("alice", "correct-horse");

        await first.SendAsync("MARKREAD bob timestamp=2026-11-22T11:00:00.000Z", "MARKREAD bob timestamp=2026-11-22T10:00:00.000Z");
        await first.SyncAsync();

        await second.ExpectAsync(":test MARKREAD bob timestamp=2026-11-22T11:00:00.000Z");
        await second.ExpectNothingAsync();
        await third.ExpectNothingAsync();
    }

    [Fact]
    public async Task Nobody_else_learns_of_a_marker()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "draft/read-marker"), bob = await server.JoinAsync("#lobby", "bob", "draft/read-marker");
        await alice.SyncAsync();

        await alice.SendAsync("MARKREAD #lobby timestamp=2026-11-22T11:00:00.000Z");
        await alice.SyncAsync();

        await bob.SendAsync("MARKREAD #lobby");
        await bob.ExpectAsync(":test MARKREAD #lobby *");
    }

    [Theory]
    [InlineData("MARKREAD", ":test FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters")]
    [InlineData("MARKREAD :", ":test FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters")]
    [InlineData("MARKREAD #", ":test FAIL MARKREAD INVALID_PARAMS # :Invalid parameters")]
    [InlineData("MARKREAD #lobby *", ":test FAIL MARKREAD INVALID_PARAMS #lobby * :Invalid parameters")]
    [InlineData("MARKREAD #lobby timestamp=soon", ":test FAIL MARKREAD INVALID_PARAMS #lobby timestamp=soon :Invalid parameters")]
    [InlineData("MARKREAD #lobby msgid=0", ":test FAIL MARKREAD INVALID_PARAMS #lobby msgid=0 :Invalid parameters")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", "draft/read-marker");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
        await alice.ExpectNothingAsync();
    }
}
