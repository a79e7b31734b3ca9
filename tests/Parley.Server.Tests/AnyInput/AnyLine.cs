using System.Text;
using CsCheck;
using Parley.Protocol.Capabilities;

namespace Parley.Server.Tests.AnyInput;

/// <summary>Lines of every kind: real ones, real ones with other parameters or other bytes, verbs with any parameters, and noise.</summary>
internal static class AnyLine
{
    private static readonly string[] Nicknames = [.. Guest.Names, .. Guest.Names, .. Guest.Names, "ADA", "Bob", "frank", "*", "nobody", "ada!*@*", "*!*@127.0.0.1"];
    private static readonly string[] Rooms = [.. Guest.Rooms, .. Guest.Rooms, .. Guest.Rooms, "#Garden", "#grün", "#lobby,#garden,#cellar", "#", "&x", "@#garden"];
    private static readonly string[] Numbers = ["0", "1", "-1", "5", "100", "99999999999999999999", "timestamp=2026-11-22T12:00:00.000Z", "msgid={msgid}", "{msgid}"];
    private static readonly string[] Texts = ["", ":", "hello", "\u0001ACTION waves\u0001", "\u0001VERSION\u0001", "Grüße 🌹", "\u202Eevil", "a,b,,c", "%=\\", "e\u0301", "АВС"];
    private static readonly string[] LongTexts = [.. new[] { "x", "é", "🌹", "a,", "#r,", "+b", "a b " }.Select(piece => string.Concat(Enumerable.Repeat(piece, 400 / Encoding.UTF8.GetByteCount(piece))))];
    private static readonly string[] Tags = ["label=l1", "+typing=active", "+draft/reply={msgid}", "+draft/react=🌹", "batch=1", "msgid=mine", "time=x", "+x=" + new string('y', 4000), "label=", ";;=;a", "+"];

    private static readonly Gen<string> Mode = Gen.Select(Gen.OneOf("+", "-", "", "+-"), Gen.Char["abcdefhiklmnopqstuvzBCIMRZ!"].Array[0, 6], (sign, letters) => sign + new string(letters));

    private static readonly Gen<string> Capability = Gen.Select(Gen.OneOf("", "-"), Gen.OneOf(CapabilityNames.All.Select(row => row.Name).ToArray()), (sign, name) => sign + name);

    private static readonly Gen<string> Parameter = Gen.Frequency(
        (6, Gen.OneOf(RealLines.Parameters.ToArray())),
        (5, Gen.OneOf(Nicknames)),
        (5, Gen.OneOf(Rooms)),
        (2, Mode),
        (1, Capability),
        (2, Gen.OneOf(Numbers)),
        (2, Gen.OneOf(Texts)),
        (1, Gen.OneOf(LongTexts)),
        (1, Gen.String[0, 12]));

    // Each verb as often as any other.
    private static readonly Gen<string> Real = Gen.OneOf([.. RealLines.ByVerb.Select(lines => Gen.OneOf(lines.ToArray()))]);

    // The same with other people in other rooms: most of these are what somebody might mean.
    private static readonly Gen<string> Meant = Gen.Select(Real, Gen.OneOf(Rooms), Gen.OneOf(Nicknames), Gen.OneOf(Rooms), (line, room, name, other) =>
        string.Join(' ', line.Split(' ').Select(word => word switch
        {
            ['#', ..] => room,
            "frank" or "alice" => name,
            _ when Guest.Names.Contains(word) => name,
            _ when word.Contains(",#", StringComparison.Ordinal) => $"{room},{other}",
            _ => word,
        })));

    private static readonly Gen<string> Return = Gen.OneOf(Guest.Names).Select(name => Arrival(name, string.Join(',', Guest.Rooms)));

    private static readonly Gen<string> Composed = Gen.Select(Gen.OneOf(RealLines.ByVerb.Select(lines => lines.Key).ToArray()), Parameter.Array[0, 5], (verb, parameters) => $"{verb} {string.Join(' ', parameters)}");

    private static readonly Gen<string> Altered = Gen.Select(Real, Parameter, Gen.Int[1, 5], Gen.Bool, (line, parameter, at, replace) =>
    {
        List<string> words = [.. line.Split(' ')];
        at = Math.Min(at, words.Count);
        if (replace && at < words.Count)
            words[at] = parameter;
        else
            words.Insert(at, parameter);
        return string.Join(' ', words);
    });

    private static readonly Gen<string> Tagged = Gen.Select(Gen.OneOf(Tags).Array[1, 3], Gen.OneOf<string>(Real, Composed), (tags, line) => $"@{string.Join(';', tags)} {line}");

    // Bytes as Latin-1, so that what is not UTF-8 is there too.
    private static readonly Gen<string> Damaged = Gen.Select(Gen.OneOf<string>(Real, Composed, Tagged), Gen.Byte, Gen.Int[0, 600], Gen.Int[0, 2], (line, other, at, how) =>
    {
        string bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(line));
        at = bytes.Length == 0 ? 0 : at % bytes.Length;
        return "\xFF" + how switch
        {
            0 => bytes.Insert(at, ((char)other).ToString()),
            1 when bytes.Length > 0 => bytes.Remove(at, 1),
            _ => bytes[at..] + bytes[..at],
        };
    });

    private static readonly Gen<string> Noise = Gen.Byte.Array[0, 40].Select(bytes => "\xFF" + Encoding.Latin1.GetString(bytes));

    /// <summary>A line, or several, without the last end. One that begins with U+00FF stands for bytes in Latin-1, any other for UTF-8.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency((10, Meant), (4, Altered), (4, Composed), (2, Tagged), (2, Damaged), (1, Noise), (2, Return));

    /// <summary>Somebody registers, unless that has happened before, and goes into rooms.</summary>
    public static string Arrival(string name, string rooms) => $"NICK {name}\r\nUSER {name} 0 * :{name}\r\nCAP END\r\nJOIN {rooms}";

    /// <summary>A line's bytes, with its end.</summary>
    public static byte[] ToBytes(string line, string lastId)
        => line.StartsWith('\xFF')
            ? Encoding.Latin1.GetBytes(line[1..] + "\r\n")
            : Encoding.UTF8.GetBytes(line.Replace(RealLines.LastId, lastId, StringComparison.Ordinal) + "\r\n");
}
