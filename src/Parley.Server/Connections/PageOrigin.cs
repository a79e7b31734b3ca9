using Microsoft.AspNetCore.Http;
using Parley.Server.Settings;

namespace Parley.Server.Connections;

/// <summary>Which web pages may connect by WebSocket: to browsers all of them may, so it is the server that must ask.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc6455#section-10.2. Programs that are no browsers send no origin.</remarks>
internal static class PageOrigin
{
    /// <summary>Whether the page, if it is one, is this server's own or named in the settings.</summary>
    public static bool MayConnect(HttpRequest request, ParleyOptions options)
    {
        string origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || options.Connections.Origins.Contains("*"))
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
            && (IsHere(page, request.Host) || options.Connections.Origins.Append(options.Server.Url?.AbsoluteUri).Any(known => IsSame(page, known)));
    }

    // Compared without the scheme: behind a proxy that does TLS the request has come by another.
    private static bool IsHere(Uri page, HostString host)
        => page.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? port == page.Port : page.IsDefaultPort);

    private static bool IsSame(Uri page, string? known)
        => Uri.TryCreate(known, UriKind.Absolute, out Uri? other) && Uri.Compare(page, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
