using Parley.Web.Text;

namespace Parley.Web.Tests.Text;

/// <summary>A tree as a line that a test can say.</summary>
internal static class Tree
{
    public static string Show(string raw) => string.Concat(TextParser.Parse(raw).Select(Show));

    private static string Show(Block block) => block switch
    {
        Block.Paragraph paragraph => $"<p>{Show(paragraph.Content)}</p>",
        Block.Code code => $"<pre{(code.Language.Length > 0 ? " " + code.Language : "")}>{code.Text}</pre>",
        Block.Quote quote => $"<quote>{string.Concat(quote.Content.Select(Show))}</quote>",
        Block.List { IsNumbered: true } list => $"<ol>{string.Concat(list.Items.Select(item => $"<li {item.Number}>{Show(item.Content)}</li>"))}</ol>",
        Block.List list => $"<ul>{string.Concat(list.Items.Select(item => $"<li{(item.Level > 0 ? " " + item.Level : "")}>{Show(item.Content)}</li>"))}</ul>",
        _ => throw new InvalidOperationException(block.ToString()),
    };

    private static string Show(IReadOnlyList<Inline> content) => string.Concat(content.Select(Show));

    private static string Show(Inline inline) => inline switch
    {
        Inline.Run { Style.Classes: null } run => run.Text,
        Inline.Run run => $"[{Show(run.Style)}]{run.Text}",
        Inline.Code code => $"<code>{code.Text}</code>",
        Inline.Marked marked => marked.Mark switch
        {
            Mark.Bold => $"<b>{Show(marked.Content)}</b>",
            Mark.Italic => $"<i>{Show(marked.Content)}</i>",
            Mark.Strike => $"<s>{Show(marked.Content)}</s>",
            _ => $"<spoiler>{Show(marked.Content)}</spoiler>",
        },
        Inline.Link link => $"<a {link.Address}>{link.Text}</a>",
        Inline.Mention mention => $"<@{mention.Name}>",
        Inline.Room room => $"<{room.Name}>",
        Inline.Emoji emoji => $"<:{emoji.Name}:>",
        _ => throw new InvalidOperationException(inline.ToString()),
    };

    private static string Show(TextStyle style)
    {
        string colors = style.Background is { } back ? $"{style.Foreground}/{back}" : $"{style.Foreground}";
        return colors.Length == 0 ? $"{style.Format}" : style.Format == TextFormat.None ? colors : $"{style.Format} {colors}";
    }
}
