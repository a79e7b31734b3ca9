using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Http;

/// <summary>The web client's files, as they were published beside the program.</summary>
internal static class WebClient
{
    // The framework compiles WebAssembly and sets the heights of spacers by style attributes; what was picked or pasted is shown from blobs.
    // Beyond that the page gets nothing but its own files, talks to nobody else, and is in nobody's frame.
    private const string Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; "
        + "img-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the web client at <c>/</c>; a build without one says so there.</summary>
    public static void MapWebClient(this WebApplication app)
    {
        string manifest = Path.Combine(AppContext.BaseDirectory, "parley.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
        {
            app.MapStaticAssets(manifest).Add(Guard);
            // Any other address is the page too; the browser shall ask whether there is a newer one.
            var page = new StaticFileOptions { OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache" };
            app.MapFallbackToFile("index.html", page).Add(Guard);
        }
        else
            app.MapGet("/", () => Results.Text("This build of Parley has no web client. Join with any IRC client at this address.\n"));
    }

    private static void Guard(EndpointBuilder endpoint)
    {
        RequestDelegate serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http =>
        {
            IHeaderDictionary headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            // What other sites open, or open this from, shares no process and no handle with it.
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return serve(http);
        };
    }
}
