using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Core.Uploads;

/// <summary>A file that lies on the server whole: what is known about it. It never changes.</summary>
/// <param name="Id">Unguessable: whoever knows it may have the file. See <see cref="NewId"/>.</param>
/// <param name="Name">The name to show, cleaned by <see cref="UploadName.Clean"/>.</param>
/// <param name="Type">The media type that the sender gave, without parameters. Null: none; the name tells.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Owner">The nickname of who sent it, at that time. Null: nobody asked.</param>
/// <param name="Created">When the last byte was stored.</param>
public sealed record Upload(string Id, string Name, string? Type, long Size, string Sha256, string? Owner, DateTimeOffset Created)
{
    // One case only: the id is also a file name, and Windows and macOS do not tell cases apart. 26 of 32 letters are 130 bits.
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 26;
    private static readonly SearchValues<byte> IdBytes = SearchValues.Create(Encoding.ASCII.GetBytes(IdLetters));

    /// <summary>What stands before the id in the path of every link to a file.</summary>
    public static ReadOnlySpan<byte> LinkPath => "/files/"u8;

    /// <summary>Whether this has the form of an id.</summary>
    public static bool IsId(ReadOnlySpan<byte> text) => text.Length == IdLength && !text.ContainsAnyExcept(IdBytes);

    /// <summary>A new random id of 130 bits.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);
}

/// <summary>Who uploads: a connected user.</summary>
/// <param name="Nickname">The nickname when the token was issued.</param>
/// <param name="Session">The session that asked for the token.</param>
public sealed record UploadOwner(string Nickname, long Session);
