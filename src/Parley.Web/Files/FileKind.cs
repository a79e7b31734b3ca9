using Parley.Client.Files;

namespace Parley.Web.Files;

/// <summary>How a file is shown.</summary>
public enum FileForm
{
    /// <summary>As a card: name, type and size.</summary>
    Card,

    /// <summary>As an image.</summary>
    Image,

    /// <summary>With a player for sound.</summary>
    Sound,

    /// <summary>With a player for moving images.</summary>
    Film,

    /// <summary>With its first lines.</summary>
    Text,
}

/// <summary>What a file's name says about how to show it.</summary>
internal static class FileKind
{
    private const int MaxTypeLength = 5;

    /// <summary>How a file of that name is shown. Whatever is in it, it is never run: HTML is text.</summary>
    public static FileForm Of(string name)
    {
        string type = MediaType.Of(name);
        return type[..type.IndexOf('/', StringComparison.Ordinal)] switch
        {
            "image" => FileForm.Image,
            "audio" => FileForm.Sound,
            "video" => FileForm.Film,
            "text" => FileForm.Text,
            _ => type is "application/json" or "application/xml" ? FileForm.Text : FileForm.Card,
        };
    }

    /// <summary>The type as people call it: <c>PDF</c>. Empty when the name does not end in one.</summary>
    public static string Type(string name)
    {
        string ending = Path.GetExtension(name).TrimStart('.');
        return ending.Length is > 0 and <= MaxTypeLength && ending.All(char.IsAsciiLetterOrDigit) ? ending.ToUpperInvariant() : "";
    }
}
