using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Parley.Server.Push;

namespace Parley.Server.Tests.Commands.Push;

/// <summary>A push service on loopback, and the browsers behind it: what it takes they decrypt.</summary>
internal sealed class PushReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(string Path, string Text)> _taken = Channel.CreateUnbounded<(string, string)>();
    private readonly WebApplication _app;
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(PushEncryption.SecretBytes);

    private PushReceiver(WebApplication app) => _app = app;

    /// <summary>What it answers to a path. Not there: that it was created.</summary>
    public Func<string, HttpStatusCode?> Answer { get; set; } = _ => null;

    /// <summary>How many requests there were.</summary>
    public int Requests { get; private set; }

    /// <summary>The last request's headers.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What WEBPUSH REGISTER takes as keys.</summary>
    public string Keys
        => $"p256dh={Base64Url.EncodeToString(PushEncryption.WritePoint(_key.ExportParameters(false)))};auth={Base64Url.EncodeToString(_secret)}";

    public static async Task<PushReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var service = new PushReceiver(app);
        app.Run(service.TakeAsync);
        await app.StartAsync();
        return service;
    }

    /// <summary>The endpoint of one browser.</summary>
    public string EndpointOf(string browser) => $"{_app.Urls.First()}/{browser}";

    /// <summary>What a browser is told next: its name and the line.</summary>
    public async Task<(string Browser, string Line)> ReadAsync() => await _taken.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Whether more has come.</summary>
    public bool HasMore => _taken.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private async Task TakeAsync(HttpContext http)
    {
        Requests++;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        string browser = http.Request.Path.Value![1..];
        HttpStatusCode? answer = Answer(browser);
        http.Response.StatusCode = (int)(answer ?? HttpStatusCode.Created);
        foreach ((string name, var value) in http.Request.Headers)
            Headers[name] = value.ToString();
        await _taken.Writer.WriteAsync((browser, answer is null ? Decrypt(body.ToArray()) : $"{answer}"));
    }

    // As a browser does it: https://www.rfc-editor.org/rfc/rfc8291#section-3.4.
    private string Decrypt(byte[] body)
    {
        Assert.Equal(4096u, BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)));
        Assert.Equal(65, body[20]);
        byte[] salt = body[..16], theirs = body[21..86], own = PushEncryption.WritePoint(_key.ExportParameters(false));
        using var sender = ECDiffieHellman.Create(PushEncryption.ReadPoint(theirs));
        byte[] shared = _key.DeriveRawSecretAgreement(sender.PublicKey);
        byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _secret, [.. "WebPush: info\0"u8, .. own, .. theirs]);
        byte[] contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        byte[] nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var text = new byte[body.Length - 86 - 16];
        using var cipher = new AesGcm(contentKey, 16);
        cipher.Decrypt(nonce, body.AsSpan(86, text.Length), body.AsSpan(body.Length - 16), text);
        Assert.Equal(2, text[^1]);
        return Encoding.UTF8.GetString(text.AsSpan(..^1));
    }
}
