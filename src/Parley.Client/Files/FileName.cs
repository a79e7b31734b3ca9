using System.Globalization;
using System.Text;
using Parley.Protocol;

namespace Parley.Client.Files;

/// <summary>Makes a stranger's file name safe to save under, on every platform alike.</summary>
/// <remarks>Source of what Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file.</remarks>
public static class FileName
{
    // File systems take 255; what is left is for a number, the part file's ending and a folder's own rules.
    private const int MaxBytes = 200;
    private const int MaxExtension = 20;

    // A link must fit into one message of 512 bytes, beside the server's address, the room and the sender's mask.
    private const int MaxEscaped = 250;
    private const string Fallback = "file";
    private const string NotInNames = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without folders that any of Windows, macOS and Linux can store, at most 200 bytes long.</summary>
    /// <returns>
    /// Never empty, hidden or a device's name, never with a separator, a control or a direction-changing character; <c>file</c> when
    /// nothing is left.
    /// </returns>
    public static string Sanitize(string name)
    {
        string last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        string clean = Trim(Visible(last).Normalize(NormalizationForm.FormC));
        if (clean.StartsWith('-'))
            clean = "_" + clean[1..]; // no option of whatever command it is later given to
        if (Devices.Contains(clean.Split('.')[0].TrimEnd()))
            clean = "_" + clean;
        clean = Shorten(clean, MaxBytes);
        return clean.Length > 0 ? clean : Fallback;
    }

    /// <summary>The name under which to upload a file: safe as above, and short enough that its link fits into one message.</summary>
    public static string ForUpload(string name)
    {
        string safe = Sanitize(name);
        for (int max = MaxBytes; Uri.EscapeDataString(safe).Length > MaxEscaped; max -= 4)
            safe = Shorten(safe, max);
        return safe;
    }

    /// <summary>The name for the <paramref name="number"/>th file of that name: <c>name (2).ext</c>.</summary>
    public static string Number(string name, int number)
    {
        string extension = Path.GetExtension(name);
        return string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]} ({number}){extension}");
    }

    private static IEnumerable<string> Numbered(string device) => "0123456789¹²³".Select(digit => device + digit);

    private static string Visible(string name)
    {
        var visible = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    visible.Append(' ');
                    break;
                case var _ when IsBlankLetter(rune):
                    break;
                case var _ when rune.IsAscii && NotInNames.Contains((char)rune.Value):
                    visible.Append('_');
                    break;
                default:
                    visible.Append(rune.ToString());
                    break;
            }
        }
        return visible.ToString();
    }

    // Fillers of the Korean script and the braille blank: letters and signs that nobody can see.
    private static bool IsBlankLetter(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F;

    // Windows drops dots and spaces at the end; a dot at the start hides a file.
    private static string Trim(string name) => name.TrimStart(' ', '.').TrimEnd(' ', '.');

    private static string Shorten(string name, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(name) <= maxBytes)
            return name;
        string extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > MaxExtension)
            extension = "";
        byte[] stem = Encoding.UTF8.GetBytes(name[..^extension.Length]);
        return Trim(Utf8Text.DecodePrefix(stem, maxBytes - Encoding.UTF8.GetByteCount(extension))) + extension;
    }
}
