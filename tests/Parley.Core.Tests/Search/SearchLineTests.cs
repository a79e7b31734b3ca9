using Parley.Core.Search;

namespace Parley.Core.Tests.Search;

public sealed class SearchLineTests
{
    [Fact]
    public void A_line_has_words_phrases_and_filters()
    {
        var query = new SearchQuery();

        SearchProblem? problem = SearchLine.Read("Tea “at Noon” gard* FROM:ada in:#garden after:2026-11-01 before:2026-12-01T18:30 has:file http://x.y", ref query);

        Assert.Null(problem);
        Assert.Equal([new("tea", false), new("at noon", false), new("gard", true), new("http x y", false)], query.Terms);
        Assert.Equal(("ada", "#garden", true), (query.From, query.In, query.HasFile));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), query.Since);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 18, 30, 0, TimeSpan.Zero), query.Until);
    }

    [Fact]
    public void The_next_page_is_asked_for_by_the_message_before_which_it_comes()
    {
        var query = new SearchQuery();

        Assert.Null(SearchLine.Read("tea before:msgid=0199f0e0c0a070008000000000000001", ref query));

        Assert.Equal(Guid.Parse("0199f0e0c0a070008000000000000001"), query.BeforeId);
        Assert.Null(query.Until);
    }

    [Theory]
    [InlineData("\"red roses", "red roses")]
    [InlineData("from:\"ada\"", "")]
    [InlineData("a\"b c\"", "a b c")]
    [InlineData("12:30", "12 30")]
    [InlineData("fromage:x", "fromage x")]
    [InlineData(":-) tea", "tea")]
    [InlineData("", "")]
    public void Odd_lines_are_understood(string line, string words)
    {
        var query = new SearchQuery();

        Assert.Null(SearchLine.Read(line, ref query));

        Assert.Equal(words, string.Join(' ', query.Terms.Select(term => term.Words)));
    }

    [Theory]
    [InlineData("tea before:yesterday", "before", "\"yesterday\" is neither a day nor a moment: a day is written as 2026-11-22, a moment as 2026-11-22T18:30 (UTC)")]
    [InlineData("after:2026-13-01", "after", "\"2026-13-01\" is neither a day nor a moment: a day is written as 2026-11-22, a moment as 2026-11-22T18:30 (UTC)")]
    [InlineData("after:msgid=0199f0e0c0a070008000000000000001", "after", "\"msgid=0199f0e0c0a070008000000000000001\" is neither a day nor a moment: a day is written as 2026-11-22, a moment as 2026-11-22T18:30 (UTC)")]
    [InlineData("has:link", "has", "\"link\" cannot be searched for, only has:file can")]
    [InlineData("from: ada", "from", "nothing stands behind from:")]
    [InlineData("tea in:", "in", "nothing stands behind in:")]
    [InlineData("from:ada from:bob", "from", "from: stands there twice")]
    [InlineData(":-)", "", "\":-)\" has neither letters nor digits")]
    public void A_bad_filter_is_named(string line, string part, string text)
    {
        var query = new SearchQuery();

        Assert.Equal(new SearchProblem(part, text), SearchLine.Read(line, ref query));
    }
}
