namespace Parley.Web.Text;

/// <summary>A part of a message that stands on lines of its own.</summary>
internal abstract record Block
{
    /// <summary>Plain lines, with line feeds between them.</summary>
    internal sealed record Paragraph(IReadOnlyList<Inline> Content) : Block;

    /// <summary>Lines that are shown as they are.</summary>
    /// <param name="Text">Without the fences.</param>
    /// <param name="Language">What stood behind the first fence; empty when nothing did.</param>
    internal sealed record Code(string Text, string Language) : Block;

    /// <summary>What somebody else has said.</summary>
    internal sealed record Quote(IReadOnlyList<Block> Content) : Block;

    /// <summary>A list.</summary>
    /// <param name="IsNumbered">Whether its items have numbers.</param>
    /// <param name="Items">What is in it.</param>
    internal sealed record List(bool IsNumbered, IReadOnlyList<Item> Items) : Block;

    /// <summary>An item of a list.</summary>
    /// <param name="Number">As it was typed; -1 in a list without numbers.</param>
    /// <param name="Level">How far it is indented: 0 to 3.</param>
    /// <param name="Content">What it says.</param>
    internal sealed record Item(int Number, int Level, IReadOnlyList<Inline> Content);
}

/// <summary>A part of a line.</summary>
internal abstract record Inline
{
    /// <summary>Text of one style.</summary>
    internal sealed record Run(string Text, TextStyle Style) : Inline;

    /// <summary>Text between backticks, as it is.</summary>
    internal sealed record Code(string Text) : Inline;

    /// <summary>What stands between two marks of a kind.</summary>
    internal sealed record Marked(Mark Mark, IReadOnlyList<Inline> Content) : Inline;

    /// <summary>An address.</summary>
    /// <param name="Text">As it was typed.</param>
    /// <param name="Address">Where it leads: of one of the schemes that <see cref="WebAddress"/> knows.</param>
    internal sealed record Link(string Text, string Address) : Inline;

    /// <summary><c>@name</c>, of somebody who may or may not be there.</summary>
    internal sealed record Mention(string Name) : Inline;

    /// <summary><c>#room</c>, which may or may not be one.</summary>
    internal sealed record Room(string Name) : Inline;

    /// <summary><c>:name:</c>, which may or may not be the name of an emoji.</summary>
    internal sealed record Emoji(string Name) : Inline;
}

/// <summary>What two marks make of the text between them.</summary>
internal enum Mark
{
    /// <summary><c>*italic*</c></summary>
    Italic,

    /// <summary><c>**bold**</c></summary>
    Bold,

    /// <summary><c>~~struck~~</c></summary>
    Strike,

    /// <summary><c>||hidden||</c></summary>
    Spoiler,
}
