using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Http;

/// <summary>The web client's files, as they were published beside the program.</summary>
internal static class WebClient
{
    /// <summary>Maps the web client at <c>/</c>; a build without one says so there.</summary>
    public static void MapWebClient(this WebApplication app)
    {
        string manifest = Path.Combine(AppContext.BaseDirectory, "parley.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
        {
            app.MapStaticAssets(manifest);
            app.MapFallbackToFile("index.html");
        }
        else
            app.MapGet("/", () => Results.Text("This build of Parley has no web client. Join with any IRC client at this address.\n"));
    }
}
