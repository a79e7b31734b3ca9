using Parley.Web.Text;

namespace Parley.Web.Tests.Text;

public sealed class TextParserTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("**bold** and *italic*, ~~gone~~", "<b>bold</b> and <i>italic</i>, <s>gone</s>")]
    [InlineData("***both***", "<b><i>both</i></b>")]
    [InlineData("**bold *and italic***", "<b>bold <i>and italic</i></b>")]
    [InlineData("*italic **and bold***", "<i>italic <b>and bold</b></i>")]
    [InlineData("这是**粗体**字", "这是<b>粗体</b>字")]
    [InlineData("2*3*4 and 5 * 6 * 7", "2*3*4 and 5 * 6 * 7")]
    [InlineData("a **b", "a **b")]
    [InlineData("*a **b* c", "<i>a **b</i> c")]
    [InlineData("** a ** and ****", "** a ** and ****")]
    [InlineData("a || b || c", "a || b || c")]
    [InlineData("||it was **him**||", "<spoiler>it was <b>him</b></spoiler>")]
    [InlineData("`a*b*c` ``x ` y``", "<code>a*b*c</code> <code>x ` y</code>")]
    [InlineData("`` `a` ``", "<code>`a`</code>")]
    [InlineData("```one line```", "<code>one line</code>")]
    [InlineData("`open", "`open")]
    [InlineData(@"¯\_(ツ)_/¯", @"¯\_(ツ)_/¯")]
    [InlineData("snake_case_name __init__", "snake_case_name __init__")]
    [InlineData("<b>no</b>", "<b>no</b>")]
    public void Marks_within_a_line(string typed, string expected) => Assert.Equal($"<p>{expected}</p>", Tree.Show(typed));

    [Theory]
    [InlineData("one\ntwo", "<p>one\ntwo</p>")]
    [InlineData("one\n\n\ntwo", "<p>one</p><p>two</p>")]
    [InlineData("see\n```cs\nint *a;\n\n  b();\n```\nthere", "<p>see</p><pre cs>int *a;\n\n  b();</pre><p>there</p>")]
    [InlineData("```\nnever closed", "<pre>never closed</pre>")]
    [InlineData("``` not a language\nx\ny```", "<pre>not a language\nx\ny</pre>")]
    [InlineData("> he said\n> > she said\n\nyes", "<quote><p>he said</p><quote><p>she said</p></quote></quote><p>yes</p>")]
    [InlineData(">_> and >:(", "<p>>_> and >:(</p>")]
    [InlineData("- one\n  - two\n- **three**", "<ul><li>one</li><li 1>two</li><li><b>three</b></li></ul>")]
    [InlineData("3. three\n4) four", "<ol><li 3>three</li><li 4>four</li></ol>")]
    [InlineData("- one\n  goes on", "<ul><li>one\ngoes on</li></ul>")]
    [InlineData("-1 is less than 0\n1.5 is more", "<p>-1 is less than 0\n1.5 is more</p>")]
    [InlineData("**two\nlines**", "<p><b>two\nlines</b></p>")]
    [InlineData("**two\n\nparagraphs**", "<p>**two</p><p>paragraphs**</p>")]
    [InlineData("> - a\n> - b", "<quote><ul><li>a</li><li>b</li></ul></quote>")]
    public void Blocks(string typed, string expected) => Assert.Equal(expected, Tree.Show(typed));

    [Theory]
    [InlineData("@ann hi", "<@ann> hi")]
    [InlineData("(@Žofie), @me|away: @a-b's", "(<@Žofie>), <@me|away>: <@a-b>'s")]
    [InlineData("mail a@b.test @@x @", "mail a@b.test @@x @")]
    [InlineData("||@ann||", "<spoiler><@ann></spoiler>")]
    [InlineData("in #garden, (#c++) and #обед.", "in <#garden>, (<#c++>) and <#обед>.")]
    [InlineData("issue #12, a#b, #, # one", "issue #12, a#b, #, # one")]
    [InlineData(":smile: :+1: 10:30:45 :no good: ::", "<:smile:> <:+1:> 10:30:45 :no good: ::")]
    public void Names(string typed, string expected) => Assert.Equal($"<p>{expected}</p>", Tree.Show(typed));

    [Theory]
    [InlineData("a\u0002b\u0002c", "a[Bold]bc")]
    [InlineData("\u0002\u001da\u000fb", "[Bold, Italic]ab")]
    [InlineData("\u000304red\u0003 no", "[4]red no")]
    [InlineData("\u00034,12x\u0003,12", "[4/12]x,12")]
    [InlineData("\u0004ff0000x\u0004 y", "[4]x y")]
    [InlineData("\u000399x\u00030005", "x[0]05")]
    [InlineData("\u0016r \u0011m", "[Reverse]r [Monospace, Reverse]m")]
    [InlineData("**\u0002a\u0002**", "<b>[Bold]a</b>")]
    [InlineData("\u0002one\ntwo", "[Bold]one\ntwo")]
    [InlineData("bell\u0007 c1\u0085", "bell c1")]
    public void Formats_of_other_clients(string raw, string expected) => Assert.Equal($"<p>{expected}</p>", Tree.Show(raw).Replace("[None]", "", StringComparison.Ordinal));

    [Fact]
    public void Quotes_nest_so_deep_and_no_deeper()
    {
        string shown = Tree.Show(string.Concat(Enumerable.Repeat("> ", 50)) + "deep");

        Assert.Equal(TextParser.DeepestQuote, shown.Split("<quote>").Length - 1);
        Assert.Contains("> deep", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_hidden_is_not_quoted()
    {
        IReadOnlyList<Block> blocks = TextParser.Parse("he is ||the killer|| **really**");

        Assert.DoesNotContain("killer", PlainText.Of(blocks, hidesSpoilers: true), StringComparison.Ordinal);
        Assert.Equal("he is the killer really", PlainText.Of(blocks, hidesSpoilers: false));
    }
}
