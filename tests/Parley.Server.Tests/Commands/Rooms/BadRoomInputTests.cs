using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>What is empty, too long, too much or no text is refused by its numeric, and the room is as before.</summary>
public sealed class BadRoomInputTests
{
    private static readonly string LongName = "#" + new string('x', 100);

    public static TheoryData<string, string[]> BadLines => new()
    {
        { "JOIN :", [] },
        { "JOIN ,,,", [] },
        { "JOIN :#a b", [":test 403 alice #ab :No such channel"] },
        { $"JOIN {LongName}", [$":test 403 alice {LongName} :No such channel"] },
        { "PART :", [] },
        { $"PART {LongName}", [$":test 403 alice {LongName} :No such channel"] },
        { "TOPIC :", [":test 403 alice * :No such channel"] },
        { "KICK : bob", [":test 461 alice KICK :Not enough parameters"] },
        { "KICK #garden :", [] },
        { "KICK #garden ,", [] },
        { "KICK #garden,#nowhere bob", [":alice!~alice@127.0.0.1 KICK #garden bob :alice"] },
        { "INVITE : #garden", [":test 461 alice INVITE :Not enough parameters"] },
        { "INVITE carol :", [":test 403 alice * :No such channel"] },
        { "KNOCK :", [":test 403 alice * :No such channel"] },
        { "RENAME : #x", [":test 461 alice RENAME :Not enough parameters"] },
        { "RENAME #garden :", [":test FAIL RENAME CANNOT_RENAME #garden * :A channel cannot have this name"] },
        { $"RENAME #garden {LongName}", [$":test FAIL RENAME CANNOT_RENAME #garden {LongName} :A channel cannot have this name"] },
        { "RENAME #garden :#a b", [":test FAIL RENAME CANNOT_RENAME #garden #ab :A channel cannot have this name"] },
        { "RELAYMSG #garden : :x", [":test 461 alice RELAYMSG :Not enough parameters"] },
        { "MODE #garden :", [] },
        { "MODE #garden +", [] },
        { "MODE #garden +++---", [] },
        { "MODE #garden +ov bob", [":alice!~alice@127.0.0.1 MODE #garden +o bob"] },
        { "MODE #garden +l 99999999999999999999", [":test 696 alice #garden l 99999999999999999999 :Invalid mode parameter"] },
        { $"MODE #garden +k {new string('k', 33)}", [$":test 696 alice #garden k * :Invalid mode parameter"] },
        { "MODE #garden +\u20ACn", [":test 472 alice \u20AC :is unknown mode char to me"] },
        { "NAMES :", [":test 366 alice * :End of /NAMES list"] },
        { "LIST ,", [":test 322 alice #garden 2 :", ":test 323 alice :End of /LIST"] },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_is_answered_by_its_numeric_only(string sent, string[] expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, _) = await server.JoinBothAsync("#garden", "alice", "bob");
        await server.RegisterAsync("carol");

        await alice.SendAsync(sent);

        Assert.Equal(expected, await alice.SyncAsync());
    }

    [Theory]
    [InlineData("JOIN")]
    [InlineData("PART")]
    [InlineData("TOPIC")]
    [InlineData("KICK")]
    [InlineData("INVITE")]
    [InlineData("KNOCK")]
    [InlineData("RENAME")]
    [InlineData("RELAYMSG")]
    [InlineData("MODE")]
    [InlineData("NAMES")]
    [InlineData("LIST")]
    public async Task What_is_not_UTF8_is_refused(string verb)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");

        await alice.SendAtOnceAsync((byte[])[.. Encoding.ASCII.GetBytes($"{verb} #garden "), 0xFF, 0xFE, .. " :x\r\n"u8]);

        await alice.ExpectAsync($":test FAIL {verb} INVALID_UTF8 :Message rejected, this server takes UTF-8 only");
        await alice.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("TOPIC #garden :")]
    [InlineData("KICK #garden bob :")]
    [InlineData("RENAME #garden #meadow :")]
    public async Task What_is_too_long_is_cut_and_no_rune_with_it(string start)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync(start + new string('é', 220));

        string line = await bob.ReadAsync();
        Assert.Equal(new string('é', 195), line[(line.LastIndexOf(':') + 1)..]);
    }
}
