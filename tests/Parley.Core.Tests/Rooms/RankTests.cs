using Microsoft.Extensions.Time.Testing;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Core.Tests.Rooms;

/// <summary>Who may do what to whom: founder, admin, operator, half-operator, voice. Source: https://modern.ircdocs.horse/#channel-membership-prefixes.</summary>
public sealed class RankTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly UserDirectory _users = new(new FormerNames(0, TimeProvider.System));
    private readonly RoomDirectory _rooms;
    private long _sessions;

    public RankTests() => _rooms = new RoomDirectory("#lobby", new RoomRules(false, RoomsPerUser: 3, Bans: 2), _ => _ => { }, _ => { }, NoRecording.Of(_time), _time);

    [Theory]
    // Founders give and take everything, admins and operators from operator down, half-operators voice.
    [InlineData('q', "+q", ' ', true)]
    [InlineData('q', "+a", ' ', true)]
    [InlineData('q', "-q", 'q', true)]
    [InlineData('a', "+a", ' ', false)]
    [InlineData('a', "+o", ' ', true)]
    [InlineData('o', "+a", ' ', false)]
    [InlineData('o', "+o", ' ', true)]
    [InlineData('o', "-o", 'o', true)]
    [InlineData('o', "+h", ' ', true)]
    [InlineData('h', "+h", ' ', false)]
    [InlineData('h', "+o", ' ', false)]
    [InlineData('h', "+v", ' ', true)]
    [InlineData('v', "+v", ' ', false)]
    [InlineData(' ', "+v", ' ', false)]
    // Nobody takes anything from those who stand higher.
    [InlineData('o', "-a", 'a', false)]
    [InlineData('h', "-o", 'o', false)]
    [InlineData('a', "-q", 'q', false)]
    public async Task A_rank_is_given_and_taken_by_those_above(char by, string change, char target, bool allowed)
    {
        var (room, actor, other) = await TwoAsync(by, target);

        RoomResult<ModeOutcome> result = await room.ChangeModesAsync(actor, [new ModeChange(change[0] == '+', change[1], other.User.Nickname, other.User)]);

        Assert.Equal(allowed ? [] : [Refusal.NeedsOperator], result.Value!.Refused.Select(row => row.Refusal));
        Assert.Equal(allowed == (change[0] == '+'), (await room.GetRankAsync(other.User)).HasFlag(ModeLetters.Of(change[1]).Rank));
    }

    [Theory]
    [InlineData('q', 'q', true)]
    [InlineData('a', 'q', false)]
    [InlineData('a', 'o', true)]
    [InlineData('o', 'o', true)]
    [InlineData('o', 'a', false)]
    [InlineData('h', 'v', true)]
    [InlineData('h', ' ', true)]
    [InlineData('h', 'h', false)]
    [InlineData('h', 'o', false)]
    [InlineData('v', ' ', false)]
    public async Task Operators_put_each_other_out_and_half_operators_only_those_below(char by, char target, bool allowed)
    {
        var (room, actor, other) = await TwoAsync(by, target);

        Assert.Equal(allowed ? Refusal.None : Refusal.NeedsOperator, (await room.KickAsync(actor, other.User, "")).Refusal);
    }

    [Fact]
    public async Task Who_owns_a_room_is_founder_whenever_there_and_the_room_stays_until_it_is_given_up()
    {
        var (room, actor, other) = await TwoAsync('o', ' ');
        User first = (await room.GetViewAsync()).Members.Single(member => member.Rank >= Rank.Founder).User;
        var owner = new Actor(first, new SessionId(99));
        Assert.Equal(Refusal.NeedsAccount, (await room.ClaimAsync(actor)).Refusal);
        _users.TryLogIn(actor.User, "actor");
        Assert.Equal(Refusal.AlreadyOwned, (await room.ClaimAsync(actor)).Refusal);
        foreach (Actor one in new[] { owner, actor, other })
            await room.PartAsync(one, "");

        await _rooms.JoinAsync(actor, "#garden", null);
        await _rooms.JoinAsync(owner, "#garden", null);

        Assert.Equal(Rank.None, await room.GetRankAsync(actor.User));
        Assert.Equal(Rank.Founder | Rank.Operator, await room.GetRankAsync(first));
        Assert.Equal(Refusal.NotOwner, await room.ReleaseAsync(actor));
        Assert.Equal(Refusal.None, await room.ReleaseAsync(owner));
        await room.PartAsync(owner, "");
        await room.PartAsync(actor, "");
        Assert.False(_rooms.TryFind("#garden", out _));
    }

    [Theory]
    [InlineData('q')]
    [InlineData('a')]
    [InlineData('o')]
    [InlineData('h')]
    [InlineData('v')]
    public async Task Ones_own_rank_can_be_laid_down(char rank)
    {
        var (room, actor, _) = await TwoAsync(rank, ' ');

        await room.ChangeModesAsync(actor, [new ModeChange(false, rank, actor.User.Nickname, actor.User)]);

        Assert.Equal(Rank.None, await room.GetRankAsync(actor.User));
    }

    [Theory]
    [InlineData('b', "x", true)]
    [InlineData('e', "x", true)]
    [InlineData('I', "x", true)]
    [InlineData('i', null, false)]
    [InlineData('k', "x", false)]
    [InlineData('l', "3", false)]
    public async Task Half_operators_keep_the_lists_and_leave_the_room_as_it_is(char letter, string? parameter, bool allowed)
    {
        var (room, actor, _) = await TwoAsync('h', ' ');

        RoomResult<ModeOutcome> result = await room.ChangeModesAsync(actor, [new ModeChange(true, letter, parameter)]);

        Assert.Equal(allowed, result.Value!.Made.Count == 1);
        Assert.Equal(Refusal.None, (await room.SetTopicAsync(actor, "Roses")).Refusal);
    }

    private async Task<(IRoom Room, Actor Actor, Actor Other)> TwoAsync(char by, char target)
    {
        Actor first = New("first"), actor = New("actor"), other = New("other");
        _users.TryLogIn(first.User, "first");
        foreach (Actor one in new[] { first, actor, other })
            Assert.Equal(Refusal.None, (await _rooms.JoinAsync(one, "#garden", null)).Refusal);
        Assert.True(_rooms.TryFind("#garden", out IRoom? room));
        Assert.Equal(Refusal.None, (await room.ClaimAsync(first)).Refusal);
        await room.ChangeModesAsync(first, [.. new[] { (by, actor), (target, other) }
            .Where(row => row.Item1 != ' ')
            .Select(row => new ModeChange(true, row.Item1, row.Item2.User.Nickname, row.Item2.User))]);
        return (room, actor, other);
    }

    private Actor New(string nickname)
    {
        var user = new User("~u", "host", nickname, _time.GetUtcNow());
        Assert.True(_users.TryAdd(user, nickname));
        return new Actor(user, new SessionId(++_sessions));
    }
}
