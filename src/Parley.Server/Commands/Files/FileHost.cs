using Parley.Server.Uploads;

namespace Parley.Server.Commands.Files;

/// <summary>The service FILEHOST, which takes files by HTTP.</summary>
/// <remarks>Source: https://soju.im/filehost.</remarks>
internal static class FileHost
{
    /// <summary>Its name in the command TOKEN.</summary>
    public const string Service = "FILEHOST";

    /// <summary>Where the session's client sends files: by the address by which it came.</summary>
    public static string UrlFor(CommandContext c)
        => new Uri(c.Server.Address.For(c.Session.Endpoints.IsSecure, c.Session.Endpoints.Local), UploadEndpoints.Path).AbsoluteUri;
}
