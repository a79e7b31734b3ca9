using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Server.Settings;

namespace Parley.Server.Push;

/// <summary>By which push services know this server: browsers tie each subscription to the key.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc8292. Thread-safe.</remarks>
internal sealed class VapidKey : IDisposable
{
    /// <summary>The name of its file in the data folder.</summary>
    public const string FileName = "vapid.key";

    // Services refuse more than a day: https://www.rfc-editor.org/rfc/rfc8292#section-2.
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private VapidKey(ECDsa key)
    {
        _key = key;
        PublicKey = Base64Url.EncodeToString(PushEncryption.WritePoint(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>The public key as browsers want it.</summary>
    public string PublicKey { get; }

    /// <summary>A key that there never was, kept nowhere.</summary>
    public static VapidKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The key in a file, which is made when it is not there: with another one nobody is told until each browser has asked again.</summary>
    /// <exception cref="IOException">The file cannot be read or made, or holds something else.</exception>
    public static VapidKey Load(string file)
    {
        if (!File.Exists(file))
            Make(file);
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            if (key.KeySize == 256)
                return new VapidKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new IOException($"{file} is no key: {e.Message}", e);
        }
        key.Dispose();
        throw new IOException($"{file} is no key of P-256.");
    }

    /// <summary>What a request to a push service says of who sends it.</summary>
    /// <param name="endpoint">Where it goes.</param>
    /// <param name="contact">Whom to write to: a mailto: or an https: address.</param>
    /// <param name="now">The time.</param>
    /// <returns>The value of the header Authorization.</returns>
    public string Authorize(Uri endpoint, string contact, DateTimeOffset now)
    {
        string claims = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + GoodFor).ToUnixTimeSeconds(),
            ["sub"] = contact,
        });
        string signed = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8) + "." + Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims));
        byte[] signature;
        lock (_lock)
            signature = _key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static void Make(string file)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Create(file, System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
    }
}
