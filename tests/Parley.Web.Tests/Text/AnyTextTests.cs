using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Parley.Web.Text;

namespace Parley.Web.Tests.Text;

/// <summary>Whatever somebody sends: it is read, in time, and no word of it is lost.</summary>
public sealed class AnyTextTests
{
    // What the parser knows, mixed with letters.
    private static readonly string[] Pieces =
    [
        "*", "**", "***", "~~", "||", "`", "``", "```", "\n", "\n\n", "> ", ">", "- ", "* ", "1. ", "12) ", "  ", " ", "@", "#", ":", "@ann", "#room", ":smile:",
        "https://x.test/a(b)", "mailto:a@b", "http://", "irc://", "\u0002", "\u00034,5", "\u0003", "\u0004ff00ff", "\u0016", "\u000f", "\u001d", "\t", "a", "b1", "ж", "文", "👍🏽", "\ud800", "ة", "_", "\\", "<", "&amp;", ".", "!", "(", ")", "\u202e",
    ];

    private static readonly string[] Beginnings = ["", "a", "12", "12) ", "1.5 ", "Ж "];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[0, 8]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void Nothing_makes_it_throw_and_no_letter_is_lost()
        => Texts.Sample(
            static text =>
            {
                string plain = StyledText.Parse(text).Value;
                string shown = string.Concat(TextParser.Parse(text).Select(static block => Said(block)));
                Assert.Equal(Letters(plain), Letters(shown));
            },
            iter: 20_000);

    [Fact]
    public void What_is_taken_for_plain_is_so_when_it_is_read()
        => Gen.Select(Texts, Gen.Int[0, Beginnings.Length - 1].Select(static i => Beginnings[i])).Sample(
            static (text, before) =>
            {
                if (!TextParser.IsPlain(before + text))
                    return;
                Block.Paragraph only = Assert.IsType<Block.Paragraph>(Assert.Single(TextParser.Parse(before + text)));
                Inline.Run run = Assert.IsType<Inline.Run>(Assert.Single(only.Content));
                Assert.Equal((before + text, null), (run.Text, run.Style.Classes));
            },
            iter: 20_000);

    [Fact]
    public void What_is_folded_away_is_a_whole_end()
        => Gen.Select(Texts, Gen.Int[1, 120]).Sample(
            static (text, times) =>
            {
                string whole = string.Concat(Enumerable.Repeat(text, times));
                if (TextFold.Beginning(whole) is not { } beginning)
                    return;
                Assert.StartsWith(beginning, whole, StringComparison.Ordinal);
                Assert.True(beginning.Length <= 2000 && beginning.Split('\n').Length <= 20);
            },
            iter: 1000);

    [Fact]
    public void What_is_hidden_is_not_shown_by_the_cut()
    {
        string beginning = TextFold.Beginning("||" + string.Join(' ', Enumerable.Repeat("secret", 1000)) + "||")!;

        Assert.DoesNotContain("secret", PlainText.Of(TextParser.Parse(TextFold.Close(beginning)), hidesSpoilers: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a **b ")]
    [InlineData("`a ``b ")]
    [InlineData("> ")]
    [InlineData("||")]
    [InlineData("```\n")]
    [InlineData("http://x(")]
    [InlineData("http://")]
    [InlineData("@a#b:c")]
    [InlineData("(#")]
    [InlineData("https://x.test/)))")]
    [InlineData("\u00031,2x")]
    [InlineData("- a\n  ")]
    public void It_is_read_in_time_however_often_it_is_repeated(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        TextParser.Parse(text[..10_000]);
        var clock = Stopwatch.StartNew();

        TextParser.Parse(text);

        // By the square it would be a minute.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    private static string Said(Block block) => block switch
    {
        Block.Code code => code.Language + code.Text,
        Block.Quote quote => string.Concat(quote.Content.Select(Said)),
        _ => PlainText.Of([block], hidesSpoilers: false),
    };

    // The marks are of other characters.
    private static string Letters(string text)
        => string.Concat(text.Where(static c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && c < '\u2000' && !"*~|`>-•.)".Contains(c, StringComparison.Ordinal)));
}
