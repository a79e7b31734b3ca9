namespace Parley.Web.Text;

/// <summary>How a text looks by the formatting codes of IRC, beside its colours.</summary>
[Flags]
internal enum TextFormat
{
    /// <summary>Plainly.</summary>
    None = 0,

    /// <summary>Code 0x02.</summary>
    Bold = 1,

    /// <summary>Code 0x1D.</summary>
    Italic = 2,

    /// <summary>Code 0x1F.</summary>
    Underline = 4,

    /// <summary>Code 0x1E.</summary>
    Strike = 8,

    /// <summary>Code 0x11.</summary>
    Monospace = 16,

    /// <summary>Code 0x16: text and background change places.</summary>
    Reverse = 32,
}

/// <summary>How a text looks by the formatting codes of IRC.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/formatting.</remarks>
/// <param name="Format">All but the colours.</param>
/// <param name="Foreground">A colour of <see cref="IrcPalette"/>; null: as the page has it.</param>
/// <param name="Background">A colour of <see cref="IrcPalette"/>; null: as the page has it.</param>
internal readonly record struct TextStyle(TextFormat Format, int? Foreground = null, int? Background = null)
{
    /// <summary>The classes that make it look so; null: it needs none.</summary>
    public string? Classes
    {
        get
        {
            if (this == default)
                return null;
            var classes = new List<string>(4);
            foreach (TextFormat one in Enum.GetValues<TextFormat>())
                if (one is not (TextFormat.None or TextFormat.Reverse) && Format.HasFlag(one))
                    classes.Add(one.ToString().ToLowerInvariant());
            AddColors(classes);
            return string.Join(' ', classes);
        }
    }

    private void AddColors(List<string> classes)
    {
        bool isReversed = Format.HasFlag(TextFormat.Reverse);
        (int? front, int? back) = isReversed ? (Background, Foreground) : (Foreground, Background);
        if (back is { } behind)
        {
            classes.Add($"b{behind}");
            classes.Add(front is { } color && IrcPalette.Contrast(color, behind) >= IrcPalette.Readable ? $"exact f{color}" : IrcPalette.IsDark(behind) ? "light" : "dark");
        }
        else if (isReversed)
        {
            classes.Add(front is { } color ? $"reverse front f{color}" : "reverse");
        }
        else if (front is { } color)
        {
            classes.Add($"front f{color}");
        }
    }
}
