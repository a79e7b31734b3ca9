using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Search;
using Parley.Core.Users;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every search promises, wherever it looks.</summary>
public abstract class SearchTests
{
    private const string File = "http://chat.example/files/abcdefghijklmnopqrstuvwxyz/plan.pdf";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SearchScope Lobby = new([new("#lobby")]);

    private readonly User _ada = NewUser("Ada"), _bob = NewUser("bob"), _eve = NewUser("eve");

    protected FakeTimeProvider Time { get; } = new(Noon);

    /// <summary>What is searched.</summary>
    protected abstract IHistory History { get; }

    /// <summary>The search that is tested.</summary>
    protected abstract IMessageSearch Search { get; }

    [Theory]
    [InlineData("roses", "Red roses|more ROSES")]
    [InlineData("red roses", "Red roses")]
    [InlineData("\"roses red\"", "")]
    [InlineData("ros*", "Red roses|Rosé|more ROSES")]
    [InlineData("rose", "Rosé")]
    [InlineData("from:ADA", "Red roses|今天天气好")]
    [InlineData("天气", "今天天气好")]
    [InlineData("气好", "今天天气好")]
    [InlineData("天", "今天天气好")]
    [InlineData("has:file", File)]
    [InlineData("plan has:file", File)]
    [InlineData("roses has:file", "")]
    [InlineData("after:2026-11-22T12:00:03", "more ROSES|" + File)]
    [InlineData("before:2026-11-22T12:00:02", "Red roses|Rosé")]
    [InlineData("from:bob roses after:2026-11-22", "more ROSES")]
    [InlineData("from:nobody", "")]
    public async Task Messages_are_found_by_words_and_filters(string line, string expected)
    {
        Say("#lobby", (_ada, "Red roses"), (_bob, "Rosé"), (_ada, "今天天气好"), (_bob, "more ROSES"), (_bob, File));

        Assert.Equal(expected, Texts(await FindAsync(line, Lobby)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1500)]
    public async Task What_an_account_that_was_given_up_has_said_is_found_but_not_by_who_said_it(int more)
    {
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryLogIn(_bob, "Bob");
        Say("#lobby", [.. Enumerable.Range(0, more).Select(n => (_bob, $"tea {n}")), (_ada, "tea for two")]);
        string last = $"tea {more - 1}";
        Assert.Equal(last, Texts(await FindAsync($"from:bob {last}", Lobby)));

        await History.DisownAsync("Bob", "nobody!n@n");

        Assert.Equal("", Texts(await FindAsync("from:bob", Lobby)));
        Assert.Equal(last, Texts(await FindAsync($"from:nobody {last}", Lobby)));
        Assert.Equal("tea for two", Texts(await FindAsync("from:ada", Lobby)));
    }

    [Fact]
    public async Task Only_what_the_scope_has_is_found()
    {
        Say("#lobby", (_ada, "tea one"));
        Say("#secret", (_ada, "tea two"));
        Say("#LATE", (_ada, "tea three"), (_ada, "tea four"));
        Tell(_ada, _bob, "tea five");
        Tell(_eve, _bob, "tea six");
        Tell(_ada, _eve, "tea seven");
        var scope = new SearchScope([new("#lobby"), new("#late", Noon + TimeSpan.FromSeconds(3)), new("#silent")], Party.Of(_bob));

        Assert.Equal("tea one|tea four|tea five|tea six", Texts(await FindAsync("tea", scope)));
        Assert.Equal("tea five", Texts(await FindAsync("tea", new([], Party.Of(_bob), Party.Of(_ada)))));
        Assert.Equal("", Texts(await FindAsync("tea", new([]))));
        Assert.Equal("", Texts(await FindAsync("tea", new([], Party.Of(NewUser("bob"))))));
    }

    [Fact]
    public async Task What_is_found_is_the_message_as_it_was_with_the_rooms_name_of_now()
    {
        Say("#lobby", (_ada, "tea"));
        History.RenameRoom("#lobby", "#Garden");

        Message found = Assert.Single((await FindAsync("tea", new([new("#Garden")]))).Messages);

        Assert.Equal(("#Garden", MessageKind.Privmsg, _ada.Mask, Noon), (found.Target, found.Kind, found.Source, found.At));
    }

    [Fact]
    public async Task Pages_of_the_newest_follow_each_other_without_gaps_and_doubles()
    {
        Say("#lobby", [.. Enumerable.Range(0, 10).Select(n => (_ada, $"tea {n}"))]);
        // Several of one moment, in two rooms.
        for (int n = 10; n < 20; n++)
            History.OfRoom(n % 2 == 0 ? "#lobby" : "#other").Append(NewMessage(_ada, n % 2 == 0 ? "#lobby" : "#other", $"tea {n}"));
        var scope = new SearchScope([new("#lobby"), new("#other")]);
        var seen = new List<string>();
        SearchQuery query = Query("tea") with { Limit = 3 };
        SearchPage page;
        do
        {
            page = await Search.FindAsync(query, scope);
            seen.AddRange(page.Messages.Select(Text).Reverse());
            query = query with { BeforeId = page.Messages[0].Id };
        }
        while (!page.IsEnd);

        Assert.Equal(20, seen.Distinct().Count());
        Assert.Equal(20, seen.Count);
        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(n => $"tea {n}"), seen.Skip(10));
    }

    [Fact]
    public async Task The_oldest_come_first_for_who_wants_them_and_the_answer_says_whether_there_are_more()
    {
        Say("#lobby", [.. Enumerable.Range(0, 5).Select(n => (_ada, $"tea {n}"))]);

        SearchPage newest = await Search.FindAsync(Query("tea") with { Limit = 2 }, Lobby);
        SearchPage oldest = await Search.FindAsync(Query("tea after:2026-11-22T12:00:01") with { Limit = 2, OldestFirst = true }, Lobby);
        SearchPage all = await Search.FindAsync(Query("tea") with { Limit = 5 }, Lobby);

        Assert.Equal(("tea 3|tea 4", false), (Texts(newest), newest.IsEnd));
        Assert.Equal(("tea 1|tea 2", false), (Texts(oldest), oldest.IsEnd));
        Assert.True(all.IsEnd);
    }

    [Fact]
    public async Task What_was_taken_back_or_forgotten_is_not_found_and_neither_is_what_only_happened()
    {
        Message[] said = Say("#lobby", (_ada, "tea one"), (_ada, "tea two"));
        Say("#gone", (_ada, "tea three"));
        Tell(_ada, _bob, "tea four");
        Assert.Equal("tea one|tea two|tea three|tea four", Texts(await FindAsync("tea", new([new("#lobby"), new("#gone")], Party.Of(_ada)))));

        History.OfRoom("#lobby").Redact(said[0].Id, new(_ada.NewStamp(Time.GetUtcNow()), HappeningKind.Redacted, $"{said[0].Id:N}", "#lobby", "tea"));
        History.OfRoom("#lobby").Append(new Happening(_ada.NewStamp(Time.GetUtcNow()), HappeningKind.Topic, "tea"));
        History.ForgetRoom("#gone");
        History.Forget(Party.Of(_ada));
        History.Forget(Party.Of(_bob));

        Assert.Equal("tea two", Texts(await FindAsync("tea", new([new("#lobby"), new("#gone")], Party.Of(_ada)))));
    }

    [Fact]
    public async Task Who_has_waited_long_enough_is_told_so()
    {
        Say("#lobby", (_ada, "tea"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Search.FindAsync(Query("tea"), Lobby, new CancellationToken(canceled: true)));
    }

    private ValueTask<SearchPage> FindAsync(string line, SearchScope scope) => Search.FindAsync(Query(line), scope);

    private static SearchQuery Query(string line)
    {
        var query = new SearchQuery();
        Assert.Null(SearchLine.Read(line, ref query));
        return query;
    }

    // A second apart.
    private Message[] Say(string room, params (User By, string Text)[] said)
        => [.. said.Select(one =>
        {
            Message message = NewMessage(one.By, room, one.Text);
            History.OfRoom(room).Append(message);
            Time.Advance(TimeSpan.FromSeconds(1));
            return message;
        })];

    private void Tell(User from, User to, string text)
    {
        History.Append(Correspondent.Of(from), Correspondent.Of(to), NewMessage(from, to.Nickname, text));
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    private Message NewMessage(User by, string target, string text)
        => new Draft(MessageKind.Privmsg, Encoding.UTF8.GetBytes(text), default).Send(by, target, 0, Time.GetUtcNow());

    private static string Texts(SearchPage page) => string.Join('|', page.Messages.Select(Text));

    private static string Text(Message message) => Encoding.UTF8.GetString(message.Text.Span);

    private static User NewUser(string nickname)
    {
        var user = new User("~u", "host", nickname, Noon);
        new UserDirectory(new FormerNames(0, TimeProvider.System)).TryAdd(user, nickname);
        return user;
    }
}
