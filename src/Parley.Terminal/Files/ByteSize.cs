using System.Globalization;

namespace Parley.Terminal.Files;

/// <summary>Sizes as people write them.</summary>
public static class ByteSize
{
    private const string Units = "KMGT";
    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789.");

    /// <summary>Reads <c>0</c>, <c>5000</c> (bytes), <c>5MB</c> (5,000,000) or <c>100MiB</c> (104,857,600); K, M, G and T, in either case.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        text = text.Trim();
        int end = text.AsSpan().IndexOfAnyExcept(Digits);
        string number = end < 0 ? text : text[..end];
        string unit = end < 0 ? "" : text[end..].Trim().ToUpperInvariant();
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count) || Factor(unit) is not { } factor)
            return false;
        if (count > long.MaxValue / factor)
            return false;
        bytes = (long)(count * factor);
        return true;
    }

    /// <summary>A size for people: <c>1.4 MB</c>.</summary>
    public static string Format(long bytes)
    {
        if (bytes < 1000)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        double size = bytes;
        int unit = -1;
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{size.ToString(size < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture)} {(Units[unit] == 'K' ? 'k' : Units[unit])}B");
    }

    private static decimal? Factor(string unit)
    {
        if (unit is "" or "B")
            return 1;
        int power = Units.IndexOf(unit[0]) + 1;
        if (power == 0)
            return null;
        decimal? thousand = unit[1..] switch { "" or "B" => 1000, "IB" => 1024, _ => null };
        return thousand is { } of ? Enumerable.Repeat(of, power).Aggregate(1m, (product, one) => product * one) : null;
    }
}
