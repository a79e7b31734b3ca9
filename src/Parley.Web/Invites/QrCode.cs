using System.Text;

namespace Parley.Web.Invites;

/// <summary>A QR code of a text: its bytes, at the level of correction M, in the smallest of the versions 1 to 10 that holds them.</summary>
/// <remarks>Source: ISO/IEC 18004, as https://www.thonky.com/qr-code-tutorial/ explains it.</remarks>
internal sealed class QrCode
{
    /// <summary>The most bytes of UTF-8 that fit.</summary>
    public const int MostBytes = 213;

    // Of each version from 1 on: all codewords, those of correction in a block, and the blocks.
    private static readonly (int All, int Correction, int Blocks)[] Versions =
        [(26, 10, 1), (44, 16, 1), (70, 26, 1), (100, 18, 2), (134, 24, 2), (172, 16, 4), (196, 18, 4), (242, 22, 4), (292, 22, 5), (346, 26, 5)];

    private readonly int _version;
    private readonly bool[,] _dark;
    private readonly bool[,] _isFixed;

    /// <param name="text">At most <see cref="MostBytes"/> bytes of UTF-8.</param>
    /// <param name="mask">The pattern laid over it, 0 to 7. Every reader takes any; null: the one that is read most easily.</param>
    public QrCode(string text, int? mask = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _version = 1 + Array.FindIndex(Versions, version => Data(version) * 8 >= 4 + (version.All >= 346 ? 16 : 8) + (bytes.Length * 8));
        ArgumentOutOfRangeException.ThrowIfZero(_version, nameof(text));
        Size = 17 + (4 * _version);
        (_dark, _isFixed) = (new bool[Size, Size], new bool[Size, Size]);
        DrawPatterns();
        DrawData(Interleave(Codewords(bytes)));
        LayMask(mask ?? Enumerable.Range(0, 8).MinBy(Penalty));
    }

    /// <summary>How many modules a side has, without the quiet zone.</summary>
    public int Size { get; }

    /// <summary>Whether that module is dark.</summary>
    public bool this[int x, int y] => _dark[x, y];

    private static int Data((int All, int Correction, int Blocks) version) => version.All - (version.Correction * version.Blocks);

    // Mode, length and bytes, then an end and padding.
    private byte[] Codewords(byte[] bytes)
    {
        var bits = new List<bool>();
        void Add(int value, int length)
        {
            for (int i = length - 1; i >= 0; i--)
                bits.Add((value >> i & 1) != 0);
        }
        int capacity = Data(Versions[_version - 1]) * 8;
        Add(4, 4);
        Add(bytes.Length, _version < 10 ? 8 : 16);
        foreach (byte one in bytes)
            Add(one, 8);
        Add(0, Math.Min(4, capacity - bits.Count));
        Add(0, (8 - (bits.Count % 8)) % 8);
        for (int padding = 0xEC; bits.Count < capacity; padding ^= 0xEC ^ 0x11)
            Add(padding, 8);
        return [.. bits.Chunk(8).Select(static eight => (byte)eight.Aggregate(0, static (value, bit) => value << 1 | (bit ? 1 : 0)))];
    }

    // The blocks with their correction, one codeword of each in turn; the later ones may be longer by one.
    private byte[] Interleave(byte[] data)
    {
        (int _, int correction, int count) = Versions[_version - 1];
        int shorter = data.Length / count, longer = data.Length % count, start = 0;
        var blocks = new List<byte[]>();
        for (int i = 0; i < count; i++)
        {
            int length = shorter + (i >= count - longer ? 1 : 0);
            blocks.Add(data[start..(start += length)]);
        }
        byte[][] corrections = [.. blocks.Select(block => Remainder(block, correction))];
        return
        [
            .. Enumerable.Range(0, shorter + 1).SelectMany(i => blocks.Where(block => i < block.Length).Select(block => block[i])),
            .. Enumerable.Range(0, correction).SelectMany(i => corrections.Select(block => block[i])),
        ];
    }

    private static byte[] Remainder(byte[] data, int degree)
    {
        var divisor = new byte[degree];
        divisor[^1] = 1;
        for (int i = 0, root = 1; i < degree; i++, root = Multiply(root, 2))
            for (int j = 0; j < degree; j++)
                divisor[j] = (byte)(Multiply(divisor[j], root) ^ (j + 1 < degree ? divisor[j + 1] : 0));
        var remainder = new byte[degree];
        foreach (byte one in data)
        {
            int factor = one ^ remainder[0];
            for (int j = 0; j < degree; j++)
                remainder[j] = (byte)((j + 1 < degree ? remainder[j + 1] : 0) ^ Multiply(divisor[j], factor));
        }
        return remainder;
    }

    // In the field of 256 with the polynomial 0x11D.
    private static int Multiply(int x, int y)
    {
        int product = 0;
        for (int i = 7; i >= 0; i--)
            product = product << 1 ^ (product >> 7) * 0x11D ^ (y >> i & 1) * x;
        return product;
    }

    private void Fix(int x, int y, bool dark)
    {
        if (x >= 0 && y >= 0 && x < Size && y < Size)
            (_dark[x, y], _isFixed[x, y]) = (dark, true);
    }

    private void DrawPatterns()
    {
        for (int i = 0; i < Size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
        foreach ((int left, int top) in ((int, int)[])[(3, 3), (Size - 4, 3), (3, Size - 4)])
            DrawRings(left, top, 4, static ring => ring is not (2 or 4));
        int[] places = _version switch { 1 => [], < 7 => [6, Size - 7], _ => [6, Size / 2, Size - 7] };
        foreach (int x in places)
            foreach (int y in places)
                if (!_isFixed[x, y] || (x != 6 && y != 6) || (x > 6 && x < Size - 7) || (y > 6 && y < Size - 7))
                    DrawRings(x, y, 2, static ring => ring != 1);
        LayFormat(0);
        LayVersion();
    }

    private void DrawRings(int x, int y, int radius, Predicate<int> isDark)
    {
        for (int dx = -radius; dx <= radius; dx++)
            for (int dy = -radius; dy <= radius; dy++)
                Fix(x + dx, y + dy, isDark(Math.Max(Math.Abs(dx), Math.Abs(dy))));
    }

    // Level M is 0, so the format is the mask's number and its correction.
    private void LayFormat(int mask)
    {
        int bits = (mask << 10 | Checked(mask, 10, 0x537)) ^ 0x5412;
        for (int i = 0; i < 15; i++)
        {
            bool bit = (bits >> i & 1) != 0;
            Fix(8, i < 6 ? i : i < 8 ? i + 1 : Size - 15 + i, bit);
            Fix(i < 8 ? Size - 1 - i : i == 8 ? 7 : 14 - i, 8, bit);
        }
        Fix(8, Size - 8, true);
    }

    private void LayVersion()
    {
        if (_version < 7)
            return;
        int bits = _version << 12 | Checked(_version, 12, 0x1F25);
        for (int i = 0; i < 18; i++)
        {
            Fix(Size - 11 + (i % 3), i / 3, (bits >> i & 1) != 0);
            Fix(i / 3, Size - 11 + (i % 3), (bits >> i & 1) != 0);
        }
    }

    private static int Checked(int value, int length, int generator)
    {
        for (int i = 0; i < length; i++)
            value = value << 1 ^ (value >> (length - 1)) * generator;
        return value;
    }

    // Two columns at a time from the right, up and down in turn.
    private void DrawData(byte[] codewords)
    {
        int next = 0;
        for (int right = Size - 1; right > 0; right -= right == 8 ? 3 : 2)
            for (int i = 0; i < Size; i++)
                foreach (int x in (int[])[right, right - 1])
                {
                    int y = ((right + 1) & 2) == 0 ? Size - 1 - i : i;
                    if (_isFixed[x, y] || next >= codewords.Length * 8)
                        continue;
                    _dark[x, y] = (codewords[next / 8] >> (7 - (next % 8)) & 1) != 0;
                    next++;
                }
    }

    private void LayMask(int mask)
    {
        LayFormat(mask);
        for (int x = 0; x < Size; x++)
            for (int y = 0; y < Size; y++)
                _dark[x, y] ^= !_isFixed[x, y] && IsMasked(mask, x, y);
    }

    private static bool IsMasked(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((x / 3) + (y / 2)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };

    // What makes it hard to read: long runs and large blocks of one colour, and more of one than of the other.
    private int Penalty(int mask)
    {
        LayMask(mask);
        int penalty = 0, dark = 0;
        for (int a = 0; a < Size; a++)
            for (int b = 0, across = 0, down = 0; b < Size; b++)
            {
                dark += _dark[a, b] ? 1 : 0;
                across = b > 0 && _dark[b, a] == _dark[b - 1, a] ? across + 1 : 1;
                down = b > 0 && _dark[a, b] == _dark[a, b - 1] ? down + 1 : 1;
                penalty += Run(across) + Run(down) + (a > 0 && b > 0 && across > 1 && down > 1 && _dark[a - 1, b] == _dark[a, b] ? 3 : 0);
            }
        LayMask(mask);
        return penalty + (Math.Abs((dark * 20) - (Size * Size * 10)) / (Size * Size) * 10);
    }

    private static int Run(int length) => length == 5 ? 3 : length > 5 ? 1 : 0;
}
