using System.Globalization;

namespace Parley.Operating;

/// <summary>Columns of text, each as wide as its widest cell: for people, and for awk.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Write(TextWriter output, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        IReadOnlyList<string>[] all = [heads, .. rows];
        int[] widths = [.. heads.Select((_, column) => all.Max(row => Width(row[column])))];
        foreach (IReadOnlyList<string> row in all)
            output.WriteLine(string.Join(Gap, row.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
    }

    private static int Width(string text) => new StringInfo(text).LengthInTextElements;
}
