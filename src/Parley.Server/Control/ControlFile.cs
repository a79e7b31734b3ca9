using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Server.Control;

/// <summary>How a program on this computer reaches the server of a data folder: whoever can read the file there runs the server.</summary>
/// <param name="Address">The server's address, with a slash at its end.</param>
/// <param name="Key">What the server wants to be shown. It is another one at each start.</param>
public sealed record ControlFile(Uri Address, string Key)
{
    /// <summary>Its name in the data folder.</summary>
    public const string Name = "control.json";

    private const int KeyBytes = 32;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The file in that folder. Null: there is none, so no server runs there, or it does not listen yet.</summary>
    /// <exception cref="IOException">It cannot be read, or holds something else.</exception>
    public static ControlFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlFile>(File.ReadAllBytes(Path.Combine(folder, Name)), Form);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or JsonException)
        {
            throw new IOException($"{Path.Combine(folder, Name)} cannot be read: {e.Message} Run this as the user who runs the server.", e);
        }
    }

    /// <summary>A file with a new key for a server that listens there.</summary>
    internal static ControlFile For(IReadOnlyList<IPEndPoint> listens)
    {
        IPEndPoint at = listens.FirstOrDefault(e => IPAddress.IsLoopback(e.Address) || IsWildcard(e.Address)) ?? listens[0];
        IPAddress loopback = at.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        var reached = new IPEndPoint(IsWildcard(at.Address) ? loopback : at.Address, at.Port);
        return new ControlFile(new Uri($"http://{reached}/"), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes)));
    }

    /// <summary>Writes it for its owner's eyes alone. Who reads meanwhile finds it whole, or not at all.</summary>
    internal void Write(string folder)
    {
        string path = Path.Combine(folder, Name), part = path + ".part";
        File.Delete(part);
        var forOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            forOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(part, forOwner))
            JsonSerializer.Serialize(stream, this, Form);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Removes what a server has written, or one that ended too early to remove it.</summary>
    internal static void Delete(string folder) => File.Delete(Path.Combine(folder, Name));

    private static bool IsWildcard(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
