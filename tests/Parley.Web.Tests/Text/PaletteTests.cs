using Parley.Web.Text;

namespace Parley.Web.Tests.Text;

public sealed class PaletteTests
{
    public static TheoryData<int, int> Pairs => [.. Enumerable.Range(0, 99).Select(i => (i, (i * 37) % 99))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_on_a_colour_can_be_read(int front, int back)
    {
        string classes = new TextStyle(TextFormat.None, front, back).Classes!;

        bool isReadable = classes.Contains("exact", StringComparison.Ordinal)
            ? IrcPalette.Contrast(front, back) >= 4.5
            : IrcPalette.Contrast(classes.EndsWith("light", StringComparison.Ordinal) ? 0 : 1, back) >= 4.5;
        Assert.True(isReadable, classes);
    }

    [Fact]
    public void Two_of_one_colour_change_places_and_can_still_be_read()
        => Assert.Equal("bold b1 light", new TextStyle(TextFormat.Bold | TextFormat.Reverse, 1, 1).Classes);

    [Fact]
    public void Any_colour_of_24_bits_has_one_near_it()
    {
        Assert.Equal(4, IrcPalette.Nearest(0xfe0101));
        Assert.Equal("#5959ff", IrcPalette.Hex(IrcPalette.Nearest(0x5858fe)));
    }

    [Fact]
    public void The_page_has_the_same_colours()
    {
        string css = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "MessageText.razor.css"));

        Assert.All(Enumerable.Range(0, IrcPalette.Count), i => Assert.Contains($".f{i} {{ --f: {IrcPalette.Hex(i)}; }} .b{i} {{ background: {IrcPalette.Hex(i)}; }}", css, StringComparison.Ordinal));
    }
}
