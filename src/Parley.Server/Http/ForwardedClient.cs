using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Connections;
using Parley.Server.Settings;

namespace Parley.Server.Http;

/// <summary>The client for whom a proxy sent a request, by its X-Forwarded-For; with X-Forwarded-Proto it says how that one came.</summary>
/// <param name="Address">The client's address.</param>
internal sealed record ForwardedClient(IPAddress Address)
{
    /// <summary>Puts the client in the proxy's place, if the request comes from a configured proxy that names it.</summary>
    public static Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        Apply(http, http.RequestServices.GetRequiredService<ServerState>().Options.Connections);
        return next(http);
    }

    private static void Apply(HttpContext http, ConnectionOptions options)
    {
        if (http.Features.Get<ProxiedTls>() is not null)
            http.Request.Scheme = Uri.UriSchemeHttps;
        if (http.Connection.RemoteIpAddress is not { } proxy || !options.IsProxy(proxy))
            return;
        if (http.Request.Headers["X-Forwarded-Proto"] is ["http" or "https"] and [{ } scheme])
            http.Request.Scheme = scheme;
        // Each proxy adds at the end whom it heard: what stands before the last one that is not ours, anybody may have written.
        foreach (string hop in http.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            if (!IPEndPoint.TryParse(hop, out IPEndPoint? client))
                return;
            if (options.IsProxy(client.Address))
                continue;
            http.Features.Set(new ForwardedClient(client.Address));
            (http.Connection.RemoteIpAddress, http.Connection.RemotePort) = (client.Address, client.Port);
            return;
        }
    }
}
