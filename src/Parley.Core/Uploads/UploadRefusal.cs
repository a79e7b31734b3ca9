using System.Globalization;

namespace Parley.Core.Uploads;

/// <summary>Why an upload was not taken.</summary>
public enum UploadRefusalKind
{
    /// <summary>Only connected users may upload, and none was named.</summary>
    NotConnected,

    /// <summary>The file is larger than one file may be.</summary>
    TooLarge,

    /// <summary>All files together would be larger than they may be, or the disk is full.</summary>
    NoSpace,

    /// <summary>The bytes ended before the file did.</summary>
    BrokenOff,

    /// <summary>The disk failed.</summary>
    NotStored,

    /// <summary>Too many have begun and not ended.</summary>
    TooMany,
}

/// <summary>A refused upload, with a sentence for the person who sent it.</summary>
public sealed record UploadRefusal(UploadRefusalKind Kind, string Reason)
{
    internal static UploadRefusal NotConnected { get; } = new(
        UploadRefusalKind.NotConnected,
        "Only people who are connected may send files here. Send the header \"Authorization: Bearer TOKEN\" with a token "
        + "that the command TOKEN GENERATE FILEHOST gave you on this server, or ask its operator to set Uploads:Anonymous.");

    /// <summary>All files together have reached their limit.</summary>
    public static UploadRefusal Full { get; } = new(UploadRefusalKind.NoSpace, "The server has no room left for this file.");

    /// <summary>The disk itself has no room.</summary>
    public static UploadRefusal DiskFull { get; } = new(UploadRefusalKind.NoSpace, "The server's disk is full.");

    /// <summary>The connection ended, or what came was not well-formed.</summary>
    public static UploadRefusal BrokenOff { get; } = new(UploadRefusalKind.BrokenOff, "The file broke off before its end. Nothing was kept.");

    /// <summary>Too many have begun and not ended.</summary>
    public static UploadRefusal TooManyOpen { get; } = new(UploadRefusalKind.TooMany, "Too many files have begun and not ended. Try again later.");

    /// <summary>More came than was announced.</summary>
    public static UploadRefusal TooLong { get; } = new(UploadRefusalKind.BrokenOff, "More came than was announced.");

    /// <summary>The disk failed; the operator's log says how.</summary>
    public static UploadRefusal NotStored { get; } = new(UploadRefusalKind.NotStored, "The server could not store the file. Its log says why.");

    internal static UploadRefusal TooLarge(long maxSize) => new(
        UploadRefusalKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"A file may have at most {maxSize} bytes ({maxSize / 1048576.0:0.#} MiB) here."));
}
