namespace Parley.Core.Passkeys;

/// <summary>The site on whose pages a passkey is made and shown.</summary>
/// <param name="Origin">The pages' origin, such as <c>https://chat.example.org</c>.</param>
/// <param name="Host">Its host: the passkeys' RP ID.</param>
public sealed record RelyingParty(string Origin, string Host)
{
    /// <summary>Whether the operator says that people reach the server by this very origin: then passkeys of before, made at another of the same host, hold here, too.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The site of a page.</summary>
    /// <param name="origin">What the browser sent as the page's origin. Null or empty: it is no page.</param>
    /// <param name="configured">The address by which people reach the server, as the operator says. Null: not said.</param>
    /// <returns>Null: browsers have no passkeys there, as it has come without TLS and not from this machine, or its host is an address and no name.</returns>
    /// <remarks>Sources: https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy, https://www.w3.org/TR/webauthn-3/#rp-id.</remarks>
    public static RelyingParty? Of(string? origin, Uri? configured = null)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) || page.HostNameType != UriHostNameType.Dns)
            return null;
        bool isSecure = page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && IsThisMachine(page.IdnHost));
        return isSecure && origin == page.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ? new RelyingParty(origin, page.IdnHost) { IsConfigured = configured?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) == origin }
            : null;
    }

    private static bool IsThisMachine(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
}
