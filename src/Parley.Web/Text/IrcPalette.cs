using System.Globalization;

namespace Parley.Web.Text;

/// <summary>The colours 0 to 98 of IRC. <c>MessageText.razor.css</c> has them too, as classes.</summary>
/// <remarks>Sources: https://modern.ircdocs.horse/formatting#colors; for the contrast https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.</remarks>
internal static class IrcPalette
{
    /// <summary>The contrast that text needs: https://www.w3.org/TR/WCAG22/#contrast-minimum.</summary>
    public const double Readable = 4.5;

    private static readonly int[] Colors =
    [
        0xffffff, 0x000000, 0x00007f, 0x009300, 0xff0000, 0x7f0000, 0x9c009c, 0xfc7f00, 0xffff00, 0x00fc00, 0x009393, 0x00ffff, 0x0000fc, 0xff00ff, 0x7f7f7f, 0xd2d2d2,
        0x470000, 0x472100, 0x474700, 0x324700, 0x004700, 0x00472c, 0x004747, 0x002747, 0x000047, 0x2e0047, 0x470047, 0x47002a,
        0x740000, 0x743a00, 0x747400, 0x517400, 0x007400, 0x007449, 0x007474, 0x004074, 0x000074, 0x4b0074, 0x740074, 0x740045,
        0xb50000, 0xb56300, 0xb5b500, 0x7db500, 0x00b500, 0x00b571, 0x00b5b5, 0x0063b5, 0x0000b5, 0x7500b5, 0xb500b5, 0xb5006b,
        0xff0000, 0xff8c00, 0xffff00, 0xb2ff00, 0x00ff00, 0x00ffa0, 0x00ffff, 0x008cff, 0x0000ff, 0xa500ff, 0xff00ff, 0xff0098,
        0xff5959, 0xffb459, 0xffff71, 0xcfff60, 0x6fff6f, 0x65ffc9, 0x6dffff, 0x59b4ff, 0x5959ff, 0xc459ff, 0xff66ff, 0xff59bc,
        0xff9c9c, 0xffd39c, 0xffff9c, 0xe2ff9c, 0x9cff9c, 0x9cffdb, 0x9cffff, 0x9cd3ff, 0x9c9cff, 0xdc9cff, 0xff9cff, 0xff94d3,
        0x000000, 0x131313, 0x282828, 0x363636, 0x4d4d4d, 0x656565, 0x818181, 0x9f9f9f, 0xbcbcbc, 0xe2e2e2, 0xffffff,
    ];

    /// <summary>How many there are.</summary>
    public static int Count => Colors.Length;

    /// <summary>A colour as CSS writes it, such as <c>#ff0000</c>.</summary>
    public static string Hex(int color) => "#" + Colors[color].ToString("x6", CultureInfo.InvariantCulture);

    /// <summary>The colour that is nearest to one of 24 bits.</summary>
    public static int Nearest(int rgb)
    {
        int nearest = 0;
        for (int i = 1; i < Colors.Length; i++)
            if (Distance(Colors[i], rgb) < Distance(Colors[nearest], rgb))
                nearest = i;
        return nearest;
    }

    /// <summary>How well one can be read on the other, from 1 to 21.</summary>
    public static double Contrast(int color, int other)
    {
        double one = Luminance(color) + 0.05, two = Luminance(other) + 0.05;
        return Math.Max(one, two) / Math.Min(one, two);
    }

    /// <summary>Whether white is better read on it than black.</summary>
    public static bool IsDark(int color) => Luminance(color) < 0.179;

    private static int Distance(int one, int other)
    {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8)
        {
            int step = ((one >> shift) & 255) - ((other >> shift) & 255);
            sum += step * step;
        }
        return sum;
    }

    private static double Luminance(int color)
        => (0.2126 * Linear(Colors[color] >> 16)) + (0.7152 * Linear((Colors[color] >> 8) & 255)) + (0.0722 * Linear(Colors[color] & 255));

    private static double Linear(int part) => part / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
