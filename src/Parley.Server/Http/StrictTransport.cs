using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Server.Settings;

namespace Parley.Server.Http;

/// <summary>Where the settings ask for TLS: browsers that come by it are told to do so again, and those that do not are sent there.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc6797. What is no page stays where it is: programs may not follow.</remarks>
internal static class StrictTransport
{
    public static Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        ParleyOptions options = http.RequestServices.GetRequiredService<ServerState>().Options;
        if (options.Tls.StrictDays == 0)
            return next(http);
        if (http.Request.IsHttps)
        {
            http.Response.Headers.StrictTransportSecurity = $"max-age={options.Tls.StrictDays * 86_400L}";
            return next(http);
        }
        bool isPage = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (!isPage || http.WebSockets.IsWebSocketRequest)
            return next(http);
        // The same port speaks TLS too.
        string host = options.Server.Url is { Scheme: "https" } url ? url.Authority : $"{http.Request.Host.Host}:{http.Request.Host.Port ?? http.Connection.LocalPort}";
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers[HeaderNames.Location] = $"https://{host}{http.Request.Path.ToUriComponent()}{http.Request.QueryString.ToUriComponent()}";
        return Task.CompletedTask;
    }
}
