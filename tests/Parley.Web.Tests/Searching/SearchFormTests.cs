using Parley.Web.Searching;

namespace Parley.Web.Tests.Searching;

public sealed class SearchFormTests
{
    [Fact]
    public void Typed_filters_fill_the_fields_and_the_fields_write_the_line()
    {
        SearchForm form = SearchForm.Read("tea  from:ada \"at noon\" IN:#garden after:2026-11-01 before:2026-12-01 has:file");

        Assert.Equal(new SearchForm("tea \"at noon\"", "ada", "#garden", new(2026, 11, 1), new(2026, 12, 1), HasFile: true), form);
        Assert.Equal("tea \"at noon\" from:ada in:#garden after:2026-11-01 before:2026-12-01 has:file", form.ToString());
        Assert.Equal("tea \"at noon\" from:ada in:#garden", (form with { After = null, Before = null, HasFile = false }).ToString());
    }

    [Theory]
    [InlineData("has:nothing")]
    [InlineData("after:yesterday")]
    [InlineData("from:")]
    [InlineData("from:\"ada b\"")]
    [InlineData("https://parley.example/in:x")]
    public void What_is_no_whole_filter_stays_among_the_words(string line) => Assert.Equal(new SearchForm(line), SearchForm.Read(line));

    [Fact]
    public void A_second_filter_of_a_kind_is_left_for_the_server_to_refuse() => Assert.Equal(new SearchForm("from:bob", From: "ada"), SearchForm.Read("from:ada from:bob"));

    [Fact]
    public void Days_are_those_of_the_person()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("+2", TimeSpan.FromHours(2), "+2", "+2");
        Assert.Equal("tea after:2026-10-31T22:00", SearchForm.Read("tea after:2026-11-01").ForServer(zone));
    }

    [Theory]
    [InlineData("Red roses, redder Rosebuds", "red rose*", "[Red] [rose]s, redder [Rose]buds")]
    [InlineData("at noon, and at night", "\"at noon\" at", "[at noon], and [at] night")]
    [InlineData("今天天气很好", "天气", "今天[天气]很好")]
    [InlineData("nothing of it", "else", "nothing of it")]
    [InlineData("<b>red</b>", "red", "<b>[red]</b>")]
    [InlineData("anything", "", "anything")]
    public void Found_words_are_marked(string text, string searched, string marked)
        => Assert.Equal(marked, string.Concat(Highlight.Split(text, new SearchForm(searched).Searched).Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text)));

    [Fact]
    public void Of_a_long_text_the_place_is_shown()
    {
        string text = new string('a', 5000) + " needle " + new string('b', 5000);
        IReadOnlyList<Highlight> parts = Highlight.Split(text, new SearchForm("needle").Searched);
        Assert.Contains(new Highlight("needle", true), parts);
        Assert.InRange(parts.Sum(part => part.Text.Length), 100, 400);
        Assert.Equal(("… ", " …"), (parts[0].Text, parts[^1].Text));
    }
}
