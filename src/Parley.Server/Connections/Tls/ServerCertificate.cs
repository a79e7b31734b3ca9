using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Server.Settings;

namespace Parley.Server.Connections.Tls;

/// <summary>What the server shows for itself when a client speaks TLS: the operator's certificate, or one that it makes when first asked.</summary>
/// <remarks>A file that has changed is read again at the next handshake, as programs that renew certificates tell nobody. One that cannot be read
/// then leaves the last good one in force.</remarks>
internal sealed partial class ServerCertificate(ServerState server, ILogger<ServerCertificate> log)
{
    /// <summary>The name of the file in the data folder that keeps what the server made for itself, with its key.</summary>
    public const string FileName = "tls.pem";

    // Whoever trusts it trusts just this one, so an end would only make them do so again.
    private const int OwnYears = 20;

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private (string? File, string? Key, DateTime Written, DateTime KeyWritten)? _source;

    /// <summary>The certificate at this moment. Reads and makes files: not for I/O threads.</summary>
    /// <exception cref="IOException">There is none: it was never readable, or cannot be made.</exception>
    public SslStreamCertificateContext Get()
    {
        lock (_lock)
        {
            TlsOptions tls = server.Options.Tls;
            (string? File, string? Key, DateTime Written, DateTime KeyWritten) source = (tls.Certificate, tls.Key, WrittenAt(tls.Certificate), WrittenAt(tls.Key));
            if (_current is not null && source == _source)
                return _current;
            try
            {
                _current = tls.Certificate is { } file ? Load(file, tls.Key ?? file) : LoadOwn();
            }
            catch (IOException e)
            {
                // Once, and not at each handshake.
                if (source != _source && _current is not null)
                    LogKeepsLast(e.Message);
                else if (source != _source)
                    LogNone(e.Message);
                if (_current is null)
                {
                    _source = source;
                    throw;
                }
            }
            _source = source;
            return _current;
        }
    }

    /// <summary>Reads a certificate with its chain and its key.</summary>
    /// <exception cref="IOException">A file cannot be read, or holds something else; the message says which and what.</exception>
    public static SslStreamCertificateContext Load(string file, string keyFile)
    {
        try
        {
            return Read(File.ReadAllText(file), File.ReadAllText(keyFile));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            throw new IOException($"The certificate in {file} with the key in {keyFile} cannot be used: {e.Message}", e);
        }
    }

    private static SslStreamCertificateContext Read(string certificates, string key)
    {
        using X509Certificate2 read = X509Certificate2.CreateFromPem(certificates, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        // Windows cannot use a key that is in no store; this way it is in a passing one.
        X509Certificate2 own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private SslStreamCertificateContext LoadOwn()
    {
        if (server.Options.Server.Data is not { } data)
        {
            (string certificate, string key) = Make();
            return Read(certificate, key);
        }
        string file = Path.Combine(data, FileName);
        try
        {
            if (!File.Exists(file))
            {
                (string certificate, string key) = Make();
                PrivateFile.Create(file, Encoding.ASCII.GetBytes($"{certificate}\n{key}\n"));
                LogMade(file);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException($"No certificate could be made in {file}: {e.Message}", e);
        }
        return Load(file, file);
    }

    private (string Certificate, string Key) Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string name = server.Options.Server.Url?.Host ?? server.Name;
        var request = new CertificateRequest("CN=parley", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (string one in new HashSet<string>(StringComparer.OrdinalIgnoreCase) { name, Dns.GetHostName(), "localhost" })
            if (IPAddress.TryParse(one, out IPAddress? address))
                names.AddIpAddress(address);
            else if (Uri.CheckHostName(one) == UriHostNameType.Dns)
                names.AddDnsName(one);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        DateTimeOffset now = server.Time.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(OwnYears));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    // Those who renew certificates often leave the link and change what it leads to.
    private static DateTime WrittenAt(string? file)
    {
        if (file is null)
            return default;
        try
        {
            return File.GetLastWriteTimeUtc(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    [LoggerMessage(184, LogLevel.Warning, "Nobody can come by TLS: {Reason}")]
    private partial void LogNone(string reason);

    [LoggerMessage(181, LogLevel.Information, "Made a certificate for TLS, {File}. Clients warn of it, as nobody vouches for it: Tls.Certificate names a better one")]
    private partial void LogMade(string file);

    [LoggerMessage(182, LogLevel.Warning, "{Reason}. The last good certificate stays in use until the file changes")]
    private partial void LogKeepsLast(string reason);
}
