using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Uploads;
using Parley.Server.Settings;
using Parley.Server.Uploads;

namespace Parley.Server.Tests.Uploads;

/// <summary>The endpoints for files on a real Kestrel on a free port of 127.0.0.1, over a folder of its own.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsData;

    private FileServer(WebApplication app, string data, bool ownsData, FakeTimeProvider time, LogLines log)
    {
        (_app, Data, _ownsData, Time, Log) = (app, data, ownsData, time, log);
        Address = new Uri(app.Urls.Single() + "/");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20) }) { BaseAddress = Address };
        Token = Tokens.Issue(new UploadOwner("ada", 1));
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public string Data { get; }

    public string Folder => Path.Combine(Data, "uploads");

    public FakeTimeProvider Time { get; }

    public LogLines Log { get; }

    public UploadTokens Tokens => _app.Services.GetRequiredService<UploadTokens>();

    /// <summary>Ada's.</summary>
    public string Token { get; }

    public static async Task<FileServer> StartAsync(UploadOptions? options = null, string? data = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddPublicAddress(null);
        string folder = data ?? Directory.CreateTempSubdirectory("parley-files-").FullName;
        builder.Services.AddUploads(options ?? new UploadOptions(), folder);
        WebApplication app = builder.Build();
        app.MapUploads();
        app.MapFiles();
        await app.StartAsync();
        return new FileServer(app, folder, data is null, time, log);
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? disposition = null, string? type = null, string? token = "ada's")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "uploads") { Content = content };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (token == "ada's" ? Token : token));
        if (disposition is not null)
            content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Uploads and returns the link.</summary>
    public async Task<Uri> UploadAsync(byte[] bytes, string name = "file", string? type = null)
    {
        using HttpResponseMessage response = await PostAsync(new ByteArrayContent(bytes), $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}", type);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Sends bytes as they are, and reads what comes until the server closes.</summary>
    public async Task<string> ExchangeAsync(string head, byte[]? body = null, bool thenCut = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.ReplaceLineEndings("\r\n")));
        if (body is not null)
            await stream.WriteAsync(body);
        if (thenCut)
            client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Waits until something is so that others bring about.</summary>
    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, "It did not come to this.");
            await Task.Yield();
        }
    }

    /// <summary>What lies in the folder, by ending.</summary>
    public string[] Files(string pattern = "*") => [.. Directory.GetFiles(Folder, pattern).Select(path => Path.GetFileName(path))];

    /// <summary>Stops as the program does: what runs may finish.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
    }
}
