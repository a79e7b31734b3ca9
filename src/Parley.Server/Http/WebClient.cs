using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Http;

/// <summary>The web client's files, as they were published beside the program.</summary>
internal static class WebClient
{
    // The framework compiles WebAssembly; what was picked or pasted is shown from blobs.
    // Beyond that the page gets nothing but its own files, talks to nobody else, and is in nobody's frame.
    private const string Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the web client at <c>/</c>; a build without one says so there.</summary>
    public static void MapWebClient(this WebApplication app)
    {
        string manifest = Path.Combine(AppContext.BaseDirectory, "parley.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
        {
            app.MapStaticAssets(manifest).Add(Guard);
            string preloads = Preloads(manifest);
            // Any other address is the page too; the browser shall ask whether there is a newer one.
            var page = new StaticFileOptions
            {
                OnPrepareResponse = file => (file.Context.Response.Headers.CacheControl, file.Context.Response.Headers.Link) = ("no-cache", preloads),
            };
            app.MapFallbackToFile("index.html", page).Add(Guard);
        }
        else
            app.MapGet("/", () => Results.Text("This build of Parley has no web client. Join with any IRC client at this address.\n"));
    }

    // What the program loads first, and the browser would learn of only two files later. Their names are in the list of what was published.
    private static string Preloads(string manifest)
    {
        using JsonDocument published = JsonDocument.Parse(File.ReadAllBytes(manifest));
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (JsonElement endpoint in published.RootElement.GetProperty("Endpoints").EnumerateArray())
        {
            string route = endpoint.GetProperty("Route").GetString()!;
            JsonElement[] properties = [.. endpoint.GetProperty("EndpointProperties").EnumerateArray()];
            string? Property(string name) => properties.FirstOrDefault(one => one.GetProperty("Name").GetString() == name) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("Value").GetString() : null;
            if (route == "_framework/dotnet.js" || Property("label") is "_framework/dotnet.native.js" or "_framework/dotnet.runtime.js")
                links.Add($"</{route}>; rel=modulepreload");
            else if (Property("label") is "_framework/dotnet.native.wasm")
                links.Add($"</{route}>; rel=preload; as=fetch; crossorigin=anonymous; integrity=\"{Property("integrity")}\"; fetchpriority=low");
        }
        return string.Join(", ", links);
    }

    private static void Guard(EndpointBuilder endpoint)
    {
        RequestDelegate serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.OnStarting(static response => Protect((HttpResponse)response), http.Response);
            return serve(http);
        };
    }

    // They say what a page may do: with each of its sixty files they would be as much as a library more.
    private static Task Protect(HttpResponse response)
    {
        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers["Referrer-Policy"] = "no-referrer";
            // What other sites open, or open this from, shares no process and no handle with it.
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        }
        return Task.CompletedTask;
    }
}
