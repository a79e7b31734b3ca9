using Parley.Web.Emojis;

namespace Parley.Web.Tests.Emojis;

public sealed class EmojiSetTests
{
    private static readonly EmojiSet English = EmojiSet.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "emoji", "en.txt")));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("zh-Hans")]
    public void Each_language_has_all(string language)
    {
        EmojiSet set = EmojiSet.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "emoji", language + ".txt")));

        Assert.Equal(English.Groups.Select(group => group.Key), set.Groups.Select(group => group.Key));
        Assert.Equal(English.Groups.Sum(group => group.Emojis.Count), set.Groups.Sum(group => group.Emojis.Count));
        Assert.True(set.Groups.Sum(group => group.Emojis.Count) > 1800);
        Assert.All(set.Groups.SelectMany(group => group.Emojis), emoji => Assert.False(string.IsNullOrWhiteSpace(emoji.Label)));
    }

    [Theory]
    [InlineData("smile", "😄")]
    [InlineData("+1", "👍️")]
    [InlineData("heart", "❤️")]
    [InlineData("100", "💯")]
    public void Names_are_those_that_people_know(string name, string expected) => Assert.Equal(expected.TrimEnd('\uFE0F'), English.Find(name)?.Text.TrimEnd('\uFE0F'));

    [Theory]
    [InlineData("tada", "🎉")]
    [InlineData("party pop", "🎉")]
    [InlineData("thumb", "👍️")]
    [InlineData("heart_eyes", "😍")]
    public void The_best_is_found_first(string typed, string expected) => Assert.Equal(expected.TrimEnd('\uFE0F'), English.Search(typed, 8)[0].Text.TrimEnd('\uFE0F'));

    [Fact]
    public void What_is_nothing_finds_nothing()
    {
        Assert.Empty(English.Search("  ", 8));
        Assert.Empty(English.Search("qqqqq", 8));
        Assert.Empty(EmojiSet.Parse("nonsense\n\t\t\n#\n").Groups.SelectMany(group => group.Emojis));
    }

    [Fact]
    public void Skin_tones_are_put_on_those_that_have_any()
    {
        Assert.Equal("👋🏽", English.Find("wave")!.With(3));
        Assert.Equal("👋", English.Find("wave")!.With(0));
        Assert.Equal("✌🏿", English.Find("v")!.With(5));
        Assert.Equal("🎉", English.Find("tada")!.With(3));
    }
}
