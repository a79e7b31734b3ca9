using Parley.Core.Passkeys;

namespace Parley.Core.Tests.Passkeys;

/// <summary>Sources: https://www.w3.org/TR/webauthn-3/#rp-id, https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy.</summary>
public sealed class RelyingPartyTests
{
    [Theory]
    [InlineData("https://chat.example.org", "chat.example.org")]
    [InlineData("https://chat.example.org:8443", "chat.example.org")]
    [InlineData("https://xn--mnchen-3ya.example", "xn--mnchen-3ya.example")]
    [InlineData("http://localhost:6660", "localhost")]
    [InlineData("http://parley.localhost:6660", "parley.localhost")]
    public void A_page_with_a_name_and_tls_or_of_this_machine_has_passkeys(string origin, string host)
        => Assert.Equal(new RelyingParty(origin, host), RelyingParty.Of(origin));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("http://chat.example.org")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://127.0.0.1:6660")]
    [InlineData("https://203.0.113.5")]
    [InlineData("https://[2001:db8::1]")]
    [InlineData("https://chat.example.org/")]
    [InlineData("https://chat.example.org/path")]
    [InlineData("https://user@chat.example.org")]
    [InlineData("HTTPS://chat.example.org")]
    [InlineData("https://chat.example.org:443")]
    [InlineData("ftp://chat.example.org")]
    [InlineData("moz-extension://9f2a")]
    public void Others_have_none(string? origin) => Assert.Null(RelyingParty.Of(origin));
}
