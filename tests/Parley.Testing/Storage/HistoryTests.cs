using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Users;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every history promises, wherever it keeps things. Source: https://ircv3.net/specs/extensions/chathistory.</summary>
public abstract class HistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    protected FakeTimeProvider Time { get; } = new(Noon);

    /// <summary>The history that is tested.</summary>
    protected abstract IHistory History { get; }

    [Theory]
    [InlineData(HistoryWindow.Latest, -1, -1, 100, "0 1 2 3 4 5 6 7 8 9", true)]
    [InlineData(HistoryWindow.Latest, -1, -1, 3, "7 8 9", false)]
    [InlineData(HistoryWindow.Latest, 4, -1, 100, "5 6 7 8 9", true)]
    [InlineData(HistoryWindow.Latest, 4, -1, 5, "5 6 7 8 9", true)]
    [InlineData(HistoryWindow.Before, 6, -1, 100, "0 1 2 3 4 5", true)]
    [InlineData(HistoryWindow.Before, 6, -1, 2, "4 5", false)]
    [InlineData(HistoryWindow.After, 3, -1, 3, "4 5 6", false)]
    [InlineData(HistoryWindow.After, 9, -1, 3, "", true)]
    [InlineData(HistoryWindow.Around, 7, -1, 1, "7", false)]
    [InlineData(HistoryWindow.Around, 7, -1, 3, "6 7 8", false)]
    [InlineData(HistoryWindow.Around, 9, -1, 4, "6 7 8 9", false)]
    [InlineData(HistoryWindow.Around, 0, -1, 100, "0 1 2 3 4 5 6 7 8 9", true)]
    [InlineData(HistoryWindow.Around, 1, -1, 6, "0 1 2 3 4 5", false)]
    [InlineData(HistoryWindow.Around, 8, -1, 6, "4 5 6 7 8 9", false)]
    [InlineData(HistoryWindow.Around, 5, -1, 10, "0 1 2 3 4 5 6 7 8 9", true)]
    [InlineData(HistoryWindow.Between, 0, 9, 3, "1 2 3", false)]
    [InlineData(HistoryWindow.Between, 9, 0, 3, "6 7 8", false)]
    [InlineData(HistoryWindow.Between, 9, 0, 100, "1 2 3 4 5 6 7 8", true)]
    [InlineData(HistoryWindow.Between, 4, 4, 100, "", true)]
    public async Task A_part_is_found_by_items_and_by_moments(HistoryWindow window, int first, int second, int limit, string expected, bool isEnd)
    {
        IConversation room = History.OfRoom("#lobby");
        Message[] said = await SayAsync(room, 10);

        foreach (Func<Message, HistoryPoint> point in new Func<Message, HistoryPoint>[] { m => HistoryPoint.Of(m.Id), m => HistoryPoint.Of(m.At) })
        {
            HistoryPoint? one = first < 0 ? null : point(said[first]), two = second < 0 ? null : point(said[second]);
            HistoryPage page = await room.ReadAsync(new(window, one, two, limit, HistoryContent.Messages));

            Assert.Equal(expected, string.Join(' ', page.Items.Select(Text)));
            Assert.Equal(isEnd, page.IsEnd);
        }
    }

    [Fact]
    public async Task Moments_are_compared_as_clients_are_told_them()
    {
        IConversation room = History.OfRoom("#lobby");
        Time.Advance(TimeSpan.FromTicks(1234));
        await SayAsync(room, 1);

        HistoryPage page = await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(Noon), null, 10, HistoryContent.Messages));

        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task Messages_of_one_moment_stay_in_their_order_and_are_told_apart_by_their_ids()
    {
        IConversation room = History.OfRoom("#lobby");
        Message[] said = [NewMessage("0"), NewMessage("1"), NewMessage("2")];
        foreach (Message message in said)
            room.Append(message);

        HistoryPage page = await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(said[0].Id), null, 10, HistoryContent.Messages));

        Assert.Equal(["1", "2"], page.Items.Select(Text));
    }

    [Fact]
    public async Task An_item_that_is_not_kept_any_more_still_says_when()
    {
        IConversation room = History.OfRoom("#lobby");
        Message lost = NewMessage("lost");
        Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(room, 2);

        HistoryPage page = await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(lost.Id), null, 10, HistoryContent.Messages));

        Assert.Equal(["0", "1"], page.Items.Select(Text));
    }

    [Fact]
    public async Task Only_the_wanted_kinds_are_read_and_counted()
    {
        IConversation room = History.OfRoom("#lobby");
        Message[] said = await SayAsync(room, 2);
        room.Append(NewRedaction(said[0]));
        room.Append(new Happening(Ada.NewStamp(Time.GetUtcNow()), HappeningKind.Topic, "Tea"));

        Assert.Equal(["0", "1"], (await LatestAsync(room, 2, HistoryContent.Messages)).Select(Text));
        Assert.Equal(["1", "Redacted"], (await LatestAsync(room, 1, HistoryContent.Messages | HistoryContent.Redactions)).Select(Text));
        Assert.Equal(["Topic"], (await LatestAsync(room, 1, HistoryContent.Messages | HistoryContent.Events)).Select(Text));
    }

    [Fact]
    public async Task What_was_taken_back_is_gone_but_its_neighbours_are_found_by_it()
    {
        IConversation room = History.OfRoom("#lobby");
        Message[] said = await SayAsync(room, 3);

        Message found = Assert.IsType<Message>(await room.FindAsync(said[1].Id));
        Assert.Equal(said[1] with { Text = default }, found with { Text = default });
        Assert.Equal("1", Text(found));
        room.Redact(said[1].Id, NewRedaction(said[1]));

        Assert.Null(await room.FindAsync(said[1].Id));
        Assert.Equal(["0", "2", "Redacted"], (await LatestAsync(room, 2, HistoryContent.Messages | HistoryContent.Redactions)).Select(Text));
        HistoryPage after = await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(said[1].Id), null, 10, HistoryContent.Messages));
        Assert.Equal(["2"], after.Items.Select(Text));
    }

    [Fact]
    public async Task Of_a_room_it_is_known_at_once_when_something_was_last_said()
    {
        IConversation room = History.OfRoom("#lobby");
        Assert.Null(room.LastMessage);

        Message[] said = await SayAsync(room, 2);
        room.Append(NewRedaction(said[0]));

        Assert.Equal(said[1].At, room.LastMessage);
    }

    [Fact]
    public async Task A_message_is_known_by_its_token_when_its_sender_sends_it_again()
    {
        IConversation room = History.OfRoom("#lobby");
        Message said = NewMessage("hi", "token"), later = NewMessage("again", "token");
        room.Append(NewMessage("other", "other"));
        room.Append(said);
        Time.Advance(TimeSpan.FromSeconds(1));
        room.Append(later);

        Assert.Equal(said.Id, (await room.FindSentAsync(SentMark.By("token", account: null)))?.Id);
        Assert.Null(await room.FindSentAsync(SentMark.By("token", "ada")));
        Assert.Null(await room.FindSentAsync(SentMark.By("Token", account: null)));
        Assert.Null(await History.OfRoom("#bar").FindSentAsync(SentMark.By("token", account: null)));
        Message found = Assert.IsType<Message>(await room.FindSentAsync(SentMark.By("token", account: null)));
        Assert.Equal(said with { Text = default, ClientTags = default }, found with { Text = default, ClientTags = default });
        Assert.Equal(("hi", "+parley.chat/id=token"), (Text(found), System.Text.Encoding.UTF8.GetString(found.ClientTags.Span)));
    }

    [Fact]
    public async Task What_an_account_has_sent_is_known_to_that_account_only()
    {
        IConversation room = History.OfRoom("#lobby");
        User ada = NewUser("ada");
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryLogIn(ada, "Ada");
        Message said = NewMessage("hi", "token", ada);
        room.Append(said);

        Assert.Equal(said.Id, (await room.FindSentAsync(SentMark.By("token", "ADA")))?.Id);
        Assert.Null(await room.FindSentAsync(SentMark.By("token", "bob")));
        Assert.Null(await room.FindSentAsync(SentMark.By("token", account: null)));
    }

    [Fact]
    public async Task A_message_that_was_taken_back_is_still_known_by_its_token()
    {
        IConversation room = History.OfRoom("#lobby");
        Message said = NewMessage("hi", "token");
        room.Append(said);

        room.Redact(said.Id, NewRedaction(said));

        Assert.Equal(said.Id, Assert.IsType<Vacancy>(await room.FindSentAsync(SentMark.By("token", account: null))).Id);
    }

    [Fact]
    public async Task What_a_guest_said_to_somebody_is_known_there_when_the_guest_has_come_again()
    {
        User bob = NewUser("bob"), before = NewUser("carol");
        Message said = NewMessage("hi", "token", before);
        History.Append(Correspondent.Of(before), Correspondent.Of(bob), said);
        History.Append(Correspondent.Of(Ada), Correspondent.Of(bob), NewMessage("ho", "other"));
        History.Forget(Party.Of(before));

        Assert.Equal(said.Id, (await History.FindSentAsync(Party.Of(bob), SentMark.By("token", account: null)))?.Id);
        Assert.Null(await History.FindSentAsync(Party.Of(Ada), SentMark.By("token", account: null)));
        Assert.Null(await History.FindSentAsync(Party.Of(bob), SentMark.By("none", account: null)));
    }

    [Fact]
    public async Task A_room_keeps_its_history_by_whatever_case_it_is_called_and_when_it_is_renamed()
    {
        await SayAsync(History.OfRoom("#Lobby"), 1);
        await SayAsync(History.OfRoom("#bar"), 2);

        History.RenameRoom("#lobby", "#BAR");

        Assert.Equal(["0"], (await LatestAsync(History.OfRoom("#bar"))).Select(Text));
        Assert.Empty(await LatestAsync(History.OfRoom("#lobby")));
    }

    [Fact]
    public async Task Who_holds_a_room_that_was_forgotten_goes_on_with_the_one_that_others_find()
    {
        IConversation room = History.OfRoom("#lobby");
        await SayAsync(room, 2);

        History.ForgetRoom("#LOBBY");
        room.Append(NewMessage("new"));

        Assert.Equal(["new"], (await LatestAsync(History.OfRoom("#lobby"))).Select(Text));
    }

    [Fact]
    public async Task A_room_in_which_something_was_said_can_be_spared()
    {
        await SayAsync(History.OfRoom("#talk"), 1);
        History.OfRoom("#silent").Append(new Happening(new Stamp(MessageId.New(Time.GetUtcNow()), Time.GetUtcNow(), "ada!~ada@host", null), HappeningKind.Parted, ""));

        History.ForgetRoom("#talk", onlyIfSilent: true);
        History.ForgetRoom("#silent", onlyIfSilent: true);

        Assert.Single(await LatestAsync(History.OfRoom("#talk")));
        Assert.Empty(await LatestAsync(History.OfRoom("#silent")));
    }

    [Fact]
    public async Task A_room_whose_owner_wants_it_so_shows_nothing_that_is_older()
    {
        IConversation room = History.OfRoom("#lobby"), other = History.OfRoom("#other");
        Message[] said = await SayAsync(room, 10);
        await SayAsync(other, 1);

        History.Retain("#LOBBY", new Retention(TimeSpan.FromSeconds(8), 0));

        Assert.Equal(["3", "4", "5", "6", "7", "8", "9"], (await LatestAsync(room)).Select(Text));
        HistoryPage first = await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(said[0].Id), null, 1, HistoryContent.Messages));
        Assert.Equal(["3"], first.Items.Select(Text));
        Assert.Null(await room.FindAsync(said[2].Id));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await LatestAsync(room));
        Assert.Null(await room.LastMessageAsync());
        Assert.Single(await LatestAsync(other));
    }

    [Fact]
    public async Task Two_find_what_they_said_by_the_name_last_used()
    {
        User bob = NewUser("bob");
        Correspondent ada = new(Party.OfAccount("Ada"), "ada");
        History.Append(ada, Correspondent.Of(bob), NewMessage("hi"));
        Time.Advance(TimeSpan.FromSeconds(1));
        History.Append(Correspondent.Of(bob), ada with { Nickname = "ada_" }, NewMessage("ho"));
        History.Append(ada, new(Party.OfAccount("carol"), "carol"), NewMessage("other"));

        Correspondence seenByBob = Assert.Single(await History.OfPartyAsync(Party.Of(bob)));
        IReadOnlyList<Correspondence> seenByAda = await History.OfPartyAsync(Party.OfAccount("ADA"));

        Assert.Equal(new Correspondent(Party.OfAccount("ada"), "ada_"), seenByBob.With);
        Assert.Equal(Time.GetUtcNow(), seenByBob.LastMessage);
        Assert.Equal(["hi", "ho"], (await LatestAsync(seenByBob.Conversation)).Select(Text));
        Assert.Equal(["bob", "carol"], seenByAda.Select(one => one.With.Nickname).Order());
    }

    [Fact]
    public async Task Whoever_takes_a_guests_name_reads_nothing_of_what_the_guest_was_told()
    {
        User guest = NewUser("bob"), successor = NewUser("bob");
        History.Append(Correspondent.Of(Ada), Correspondent.Of(guest), NewMessage("secret"));

        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryLogIn(successor, "bob");

        Assert.Empty(await History.OfPartyAsync(Party.Of(successor)));
        Assert.Empty(await History.OfPartyAsync(Party.OfGuest(successor)));
    }

    [Fact]
    public async Task What_a_guest_said_stays_with_the_account_it_was_said_to_and_goes_with_the_last_of_two_guests()
    {
        User guest = NewUser("bob"), other = NewUser("carol");
        Correspondent ada = new(Party.OfAccount("ada"), "ada");
        History.Append(Correspondent.Of(guest), ada, NewMessage("to ada"));
        History.Append(Correspondent.Of(guest), Correspondent.Of(other), NewMessage("to carol"));
        IConversation guests = Assert.Single(await History.OfPartyAsync(Party.Of(other))).Conversation;

        History.Forget(Party.Of(guest));

        Assert.Empty(await History.OfPartyAsync(Party.Of(guest)));
        Assert.Single(await History.OfPartyAsync(ada.Party));
        Assert.Single(await History.OfPartyAsync(Party.Of(other)));
        History.Forget(Party.Of(other));
        Assert.Empty(await LatestAsync(guests));
    }

    [Fact]
    public async Task What_an_account_that_is_given_up_has_said_is_nobodys()
    {
        IConversation room = History.OfRoom("#lobby");
        User bob = NewUser("bob");
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryLogIn(bob, "Bob");
        foreach (User from in new[] { Ada, bob, bob })
        {
            room.Append(NewMessage($"by {from.Nickname}", from: from));
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        room.Append(new Happening(bob.NewStamp(Time.GetUtcNow()), HappeningKind.Topic, "Roses"));
        History.Append(Correspondent.Of(bob), Correspondent.Of(Ada), NewMessage("psst", from: bob));

        await History.DisownAsync("Bob", "nobody!n@n");

        IReadOnlyList<HistoryItem> items = await LatestAsync(room, content: HistoryContent.Messages | HistoryContent.Events);
        Assert.Equal(["by ada", "by bob", "by bob", "Topic"], items.Select(Text));
        Assert.Equal([Ada.Mask, "nobody!n@n", "nobody!n@n", "nobody!n@n"], items.Select(item => item.Source));
        Assert.All(items, item => Assert.Null(item.Account));
        Assert.False(((Message)items[1]).IsBy(bob));
        Correspondence direct = Assert.Single(await History.OfPartyAsync(Party.Of(Ada)));
        Assert.Equal("nobody!n@n", Assert.Single(await LatestAsync(direct.Conversation)).Source);
        room.Append(NewMessage("again", from: bob));
        Assert.Equal("Bob", (await LatestAsync(room))[^1].Account);
    }

    [Fact]
    public async Task What_an_account_that_is_given_up_has_said_can_go_and_leaves_its_place()
    {
        IConversation room = History.OfRoom("#lobby");
        User bob = NewUser("bob");
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryLogIn(bob, "Bob");
        room.Append(NewMessage("by ada"));
        Time.Advance(TimeSpan.FromSeconds(1));
        Message gone = NewMessage("by bob", from: bob);
        room.Append(gone);
        Time.Advance(TimeSpan.FromSeconds(1));
        room.Append(NewMessage("after"));

        await History.DisownAsync("Bob", null);

        Assert.Equal(["by ada", "after"], (await LatestAsync(room)).Select(Text));
        Assert.Null(await room.FindAsync(gone.Id));
        Assert.Equal(["after"], (await room.ReadAsync(new(HistoryWindow.After, HistoryPoint.Of(gone.Id), null, 10, HistoryContent.Messages))).Items.Select(Text));
    }

    [Fact]
    public async Task One_may_speak_with_oneself()
    {
        History.Append(Correspondent.Of(Ada), Correspondent.Of(Ada), NewMessage("note"));

        Correspondence self = Assert.Single(await History.OfPartyAsync(Party.Of(Ada)));

        Assert.Equal(Correspondent.Of(Ada), self.With);
        Assert.Equal(["note"], (await LatestAsync(self.Conversation)).Select(Text));
    }

    protected User Ada { get; } = NewUser("ada");

    protected Message NewMessage(string text, string? token = null, User? from = null)
    {
        ReadOnlyMemory<byte> tags = token is null ? default : System.Text.Encoding.UTF8.GetBytes($"+parley.chat/id={token}");
        return new Draft(MessageKind.Privmsg, System.Text.Encoding.UTF8.GetBytes(text), tags).Send(from ?? Ada, "#lobby", 1, Time.GetUtcNow());
    }

    private Happening NewRedaction(Message of) => new(Ada.NewStamp(Time.GetUtcNow()), HappeningKind.Redacted, $"{of.Id:N}", "#lobby", "");

    /// <summary>Says the numbers from 0 on, a second apart.</summary>
    protected async Task<Message[]> SayAsync(IConversation conversation, int count)
    {
        var said = new Message[count];
        for (int i = 0; i < count; i++)
        {
            said[i] = NewMessage($"{i}");
            conversation.Append(said[i]);
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        return said;
    }

    protected static async Task<IReadOnlyList<HistoryItem>> LatestAsync(
        IConversation conversation, int limit = 10_000, HistoryContent content = HistoryContent.Messages)
        => (await conversation.ReadAsync(new(HistoryWindow.Latest, null, null, limit, content))).Items;

    protected static string Text(HistoryItem item)
        => item is Message message ? System.Text.Encoding.UTF8.GetString(message.Text.Span) : ((Happening)item).Kind.ToString();

    private static User NewUser(string nickname)
    {
        var user = new User("~u", "host", nickname, Noon);
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryAdd(user, nickname);
        return user;
    }
}
