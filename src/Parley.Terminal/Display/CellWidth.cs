using System.Globalization;
using Spectre.Console.Rendering;

namespace Parley.Terminal.Display;

/// <summary>How many columns text takes on a terminal.</summary>
internal static class CellWidth
{
    /// <summary>The columns of a text without controls.</summary>
    public static int Of(string text) => text.Length == 0 ? 0 : new Segment(text).CellCount();

    /// <summary>What a reader sees as characters, each with the columns it takes.</summary>
    public static IEnumerable<(string Element, int Width)> Elements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return (elements.GetTextElement(), Of(elements.GetTextElement()));
    }

    /// <summary>The longest beginning that fits into that many columns.</summary>
    public static string Cut(string text, int columns)
    {
        int length = 0;
        foreach ((string element, int width) in Elements(text))
        {
            columns -= width;
            if (columns < 0)
                break;
            length += element.Length;
        }
        return text[..length];
    }
}
