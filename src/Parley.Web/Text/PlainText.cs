using System.Text;

namespace Parley.Web.Text;

/// <summary>A tree as one plain text: for what is quoted, and told elsewhere.</summary>
internal static class PlainText
{
    private const string Hidden = "▒▒▒";

    /// <summary>The text.</summary>
    /// <param name="blocks">The tree.</param>
    /// <param name="hidesSpoilers">Whether bars stand for what is hidden.</param>
    public static string Of(IReadOnlyList<Block> blocks, bool hidesSpoilers)
    {
        var text = new StringBuilder();
        foreach (Block block in blocks)
            Write(text, block, hidesSpoilers);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The text of a line's parts.</summary>
    public static string Of(IReadOnlyList<Inline> content)
    {
        var text = new StringBuilder();
        Write(text, content, hidesSpoilers: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Block block, bool hidesSpoilers)
    {
        switch (block)
        {
            case Block.Paragraph paragraph:
                Write(text, paragraph.Content, hidesSpoilers);
                text.Append('\n');
                break;
            case Block.Code code:
                text.Append(code.Text).Append('\n');
                break;
            case Block.Quote quote:
                text.Append(Of(quote.Content, hidesSpoilers)).Append('\n');
                break;
            case Block.List list:
                foreach (Block.Item item in list.Items)
                {
                    Write(text.Append(list.IsNumbered ? $"{item.Number}. " : "- "), item.Content, hidesSpoilers);
                    text.Append('\n');
                }
                break;
        }
    }

    private static void Write(StringBuilder text, IReadOnlyList<Inline> content, bool hidesSpoilers)
    {
        foreach (Inline inline in content)
            if (inline is Inline.Marked { Mark: Mark.Spoiler } && hidesSpoilers)
                text.Append(Hidden);
            else if (inline is Inline.Marked marked)
                Write(text, marked.Content, hidesSpoilers);
            else
                text.Append(inline switch
                {
                    Inline.Run run => run.Text,
                    Inline.Code code => code.Text,
                    Inline.Link link => link.Text,
                    Inline.Mention mention => "@" + mention.Name,
                    Inline.Room room => room.Name,
                    Inline.Emoji emoji => $":{emoji.Name}:",
                    _ => "",
                });
    }
}
