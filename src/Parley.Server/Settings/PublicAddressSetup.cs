using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Settings;

/// <summary>Gives the running server's <see cref="PublicAddress"/>.</summary>
public static class PublicAddressSetup
{
    /// <summary>Adds it. It can be asked for once the server listens: with port 0 nothing is known before.</summary>
    /// <param name="services">Also gives <see cref="IServer"/>, as every web application does.</param>
    /// <param name="url"><see cref="ServerOptions.Url"/>.</param>
    public static IServiceCollection AddPublicAddress(this IServiceCollection services, Uri? url)
        => services.AddSingleton(provider => new PublicAddress(url, Listening(provider.GetRequiredService<IServer>()), LanAddresses.Find()));

    private static IPEndPoint[] Listening(IServer server)
        => [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(BindingAddress.Parse).Where(at => !at.IsUnixPipe).Select(EndPoint)];

    // Kestrel takes any other name to mean all addresses of the machine.
    private static IPEndPoint EndPoint(BindingAddress at)
        => new(at.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(at.Host, out IPAddress? address) ? address : IPAddress.IPv6Any, at.Port);
}
