using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Connections;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Server.Uploads;

namespace Parley.Server.Http;

/// <summary>What the port answers to HTTP: the web client, IRC in WebSocket, files, health.</summary>
internal static class HttpPipeline
{
    /// <summary>Adds what the endpoints need.</summary>
    public static void AddHttp(this WebApplicationBuilder builder, ParleyOptions options)
    {
        builder.Services.AddRouting();
        builder.Services.AddPublicAddress(options.Server.Url);
        builder.Services.AddUploads(options.Uploads, options.Server.Data ?? DataFolder.Default);
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapHttp(this WebApplication app)
    {
        app.Use(ForwardedClient.ApplyAsync);
        app.UseWebSockets();
        app.Use(StrictTransport.ApplyAsync);
        app.Use(ServeWebSocketAsync);
        app.UseRouting();
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapControl();
        app.MapAccountExport();
        app.MapUploads();
        app.MapFiles();
        app.MapWebClient();
        app.UseEndpoints(_ => { });
    }

    // Clients are told /socket, but many are set up with an address alone.
    private static Task ServeWebSocketAsync(HttpContext http, RequestDelegate next)
        => http.WebSockets.IsWebSocketRequest && http.Request.Path.Value is "/socket" or "/"
            ? http.RequestServices.GetRequiredService<WebSocketConnections>().RunAsync(http)
            : next(http);
}
