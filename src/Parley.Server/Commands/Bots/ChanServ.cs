using Parley.Core.Accounts;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Server.Replies;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Bots;

/// <summary>ChanServ: rooms that are an account's own, and ranks that accounts have in them whenever they come.</summary>
internal static class ChanServ
{
    public static Bot Bot { get; } = new("ChanServ", "looks after rooms and who runs them",
    [
        new("REGISTER <#room>", "makes a room that you run your account's own: you are its founder whenever you come, and it stays when all have left", 1, true, RegisterAsync),
        new("UNREGISTER|DROP <#room> [<code>]", "gives up a room of yours; the code comes when you leave it out", 1, true, DropAsync),
        new("TRANSFER <#room> <account>", "gives a room of yours to another account", 2, true, TransferAsync),
        new("AMODE|ACCESS <#room> [<+q|+a|+o|+h|+v|-> <account>]", "gives an account a rank that it has whenever it comes, or takes it; alone: shows them", 1, true, StandingAsync),
        new("SET <#room> [<setting> <value>]", "lays down for a room of yours what members may read of its history (QUERY-CUTOFF none|join|default) and how long it is kept (RETENTION 30d 1000|default); alone: shows it", 1, true, SetAsync),
        new("INFO <#room>", "tells whose room it is", 1, false, InfoAsync),
        Rank("OP", "+o", "an operator"),
        Rank("DEOP", "-o", "no operator"),
        Rank("HALFOP", "+h", "a half-operator"),
        Rank("DEHALFOP", "-h", "no half-operator"),
        Rank("VOICE", "+v", "one who may always speak"),
        Rank("DEVOICE", "-v", "no such one"),
    ]);

    private static BotWord Rank(string name, string change, string what) => new(
        $"{name} <#room> [<nickname>]", $"makes somebody {what}; without a nickname: gives you the rank that your account has", 1, true, talk => ChangeRankAsync(talk, change));

    private static async ValueTask RegisterAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (await FindAsync(talk) is not { } room)
            return;
        int owned = 0;
        foreach (IRoom other in c.Rooms.All)
            owned += await other.GetOwnershipAsync() is { } ownership && Casemapping.Same(ownership.Owner, talk.Account) ? 1 : 0;
        if (owned >= c.Server.Options.Accounts.RoomsPerAccount)
            talk.Say($"You own {owned} rooms, and more you may not");
        else
            Answer(talk, (await room.ClaimAsync(c.Actor)).Refusal, $"{room.Name} is yours");
    }

    private static async ValueTask DropAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (await FindAsync(talk) is not { } room)
            return;
        string code = c.Server.Accounts.CodeFor($"drop {Casemapping.Fold(room.Name)} of {Casemapping.Fold(talk.Account)}");
        if (!await IsOwnAsync(talk, room))
            Answer(talk, Refusal.NotOwner, "");
        else if (talk.Args.Count < 2)
            talk.Say($"Nobody can undo this. To give up the room: UNREGISTER {room.Name} {code}");
        else if (talk.Args[1] != code)
            talk.Say("The code is another one");
        else
            Answer(talk, await room.ReleaseAsync(c.Actor), $"{room.Name} is nobody's");
    }

    private static async ValueTask TransferAsync(BotTalk talk)
    {
        if (await FindAsync(talk) is { } room && await FindAccountAsync(talk, talk.Args[1]) is { } account)
            Answer(talk, await room.TransferAsync(talk.Context.Actor, account.Name), $"{room.Name} is {account.Name}'s");
    }

    private static async ValueTask StandingAsync(BotTalk talk)
    {
        if (await FindAsync(talk) is not { } room)
            return;
        if (talk.Args.Count < 3)
        {
            if (!await IsOwnAsync(talk, room))
                Answer(talk, Refusal.NotOwner, "");
            else
                ShowStandings(talk, await room.GetOwnershipAsync());
            return;
        }
        Rank rank = talk.Args[1] is ['+', var letter] ? ModeLetters.Of(letter).Rank : Core.Rooms.Rank.None;
        if (rank == Core.Rooms.Rank.None && !talk.Args[1].StartsWith('-'))
            talk.Say("A rank is one of +q, +a, +o, +h and +v, and - takes it");
        else if (await FindAccountAsync(talk, talk.Args[2]) is { } account)
            Answer(talk, await room.SetStandingAsync(talk.Context.Actor, account.Name, rank), $"{account.Name} has {(rank == Core.Rooms.Rank.None ? "no rank" : talk.Args[1])} in {room.Name}");
    }

    private static async ValueTask SetAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (await FindAsync(talk) is not { } room)
            return;
        HistoryRules rules = await room.GetHistoryAsync();
        if (talk.Args.Count > 1 && HistorySetting.Read(talk.Args[1], [.. talk.Args.Skip(2)], ref rules) is { } wrong)
            talk.Say(wrong);
        else if (talk.Args.Count > 1 && await room.SetHistoryAsync(c.Actor, rules) is var refusal and not Refusal.None)
            Answer(talk, refusal, "");
        else
        {
            bool isSinceJoining = rules.SinceJoining ?? c.Server.Options.History.Reach == HistoryReach.Joined;
            talk.Say($"{room.Name}: members read {(isSinceJoining ? "what was said since they came in" : "all that is kept")} (QUERY-CUTOFF {rules.SinceJoining switch { true => "join", false => "none", null => "default" }})");
            talk.Say($"{room.Name}: what is said is kept {HistorySetting.Tell(c.Server.Options.History.ToRetention().And(rules.ToRetention())) ?? "for ever"} (RETENTION {Retention(rules)})");
        }
    }

    private static string Retention(HistoryRules rules)
        => rules is { Days: 0, Messages: 0 } ? "default" : string.Join(' ', new[] { rules.Days > 0 ? $"{rules.Days}d" : "", rules.Messages > 0 ? $"{rules.Messages}" : "" }.Where(part => part.Length > 0));

    private static async ValueTask InfoAsync(BotTalk talk)
    {
        if (await FindAsync(talk) is not { } room)
            return;
        if (await room.GetOwnershipAsync() is { } ownership)
        {
            talk.Say($"Room: {ownership.Room}");
            talk.Say($"Founder: {ownership.Owner}");
            talk.Say($"Began: {ownership.Created:yyyy-MM-dd HH:mm:ss} UTC");
        }
        else
        {
            talk.Say($"{room.Name} is nobody's");
        }
    }

    private static async ValueTask ChangeRankAsync(BotTalk talk, string change)
    {
        CommandContext c = talk.Context;
        if (await FindAsync(talk) is not { } room)
            return;
        if (talk.Args.Count < 2 && change[0] == '+')
        {
            Answer(talk, await room.RecognizeAsync(c.Actor), $"You have your rank in {room.Name}");
            return;
        }
        string nickname = talk.Args.Count < 2 ? c.User.Nickname : talk.Args[1];
        c.Users.TryFind(nickname, out User? target);
        // A rank that has been laid down counts all the same.
        await room.RecognizeAsync(c.Actor);
        RoomResult<ModeOutcome> result = await room.ChangeModesAsync(c.Actor, [new ModeChange(change[0] == '+', change[1], nickname, target)]);
        Answer(talk, result.Value is { Refused: [var (_, refusal), ..] } ? refusal : result.Refusal, $"{change} {nickname} in {room.Name}");
    }

    private static void ShowStandings(BotTalk talk, RoomOwnership? ownership)
    {
        foreach (Standing standing in ownership?.Standings ?? [])
            talk.Say($"+{string.Concat(ModeLetters.OfRanks(standing.Rank))} {standing.Account}");
        talk.Say($"Accounts with a rank: {ownership?.Standings.Count ?? 0}");
    }

    // A secret room is there for its members, and for whose it is.
    private static async ValueTask<IRoom?> FindAsync(BotTalk talk)
    {
        if (talk.Context.Rooms.TryFind(talk.Args[0], out IRoom? room)
            && ((await room.GetModesAsync(talk.Context.User)).Refusal == Refusal.None || await IsOwnAsync(talk, room)))
            return room;
        Answer(talk, Refusal.NoSuchRoom, "");
        return null;
    }

    private static async ValueTask<Account?> FindAccountAsync(BotTalk talk, string name)
    {
        Account? account = await talk.Context.Server.Accounts.FindAsync(name);
        if (account is null)
            talk.Say($"There is no account {name}");
        return account;
    }

    private static async ValueTask<bool> IsOwnAsync(BotTalk talk, IRoom room)
        => await room.GetOwnershipAsync() is { } ownership && talk.Context.Session.Account is { } account && Casemapping.Same(ownership.Owner, account);

    private static void Answer(BotTalk talk, Refusal refusal, string done) => talk.Say(refusal == Refusal.None ? done : Refusals.ToNumeric(refusal).Text);
}
