using System.Text;
using Parley.Core.Accounts;

namespace Parley.Core.Tests.Accounts;

/// <summary>Source: https://www.rfc-editor.org/rfc/rfc7677#section-3, whose exchange is used here, and https://www.rfc-editor.org/rfc/rfc5802#section-7.</summary>
public sealed class ScramExchangeTests
{
    private const string ClientNonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string LastWords = $"c=biws,r={ClientNonce}{ServerNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    // The salt and the iterations of the exchange, and the keys of its password, pencil.
    private static readonly ScramVerifier Pencil = ScramVerifier.TryParse(
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
        out ScramVerifier? verifier)
        ? verifier
        : throw new InvalidOperationException("The verifier was not read.");

    private static ScramOpening? Open(string message) => ScramOpening.Parse(Encoding.UTF8.GetBytes(message));

    private static ScramExchange Begin() => new(Open($"n,,n=user,r={ClientNonce}")!, Pencil, ServerNonce);

    [Fact]
    public void The_exchange_is_that_of_the_rfc()
    {
        ScramExchange exchange = Begin();

        Assert.Equal($"r={ClientNonce}{ServerNonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Encoding.UTF8.GetString(exchange.Challenge));
        Assert.Equal("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Encoding.UTF8.GetString(exchange.Judge(Encoding.UTF8.GetBytes(LastWords))!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData($"c=biws,r={ClientNonce}{ServerNonce}")]
    [InlineData($"c=biws,r={ClientNonce}{ServerNonce},p=")]
    [InlineData($"c=biws,r={ClientNonce}{ServerNonce},p=not Base64!")]
    [InlineData($"c=biws,r={ClientNonce}{ServerNonce},p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData($"c=biws,r={ClientNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    [InlineData($"c=eSws,r={ClientNonce}{ServerNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")]
    public void What_proves_nothing_is_refused(string message) => Assert.Null(Begin().Judge(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void The_servers_nonce_is_new_each_time()
    {
        ScramOpening opening = Open($"n,,n=user,r={ClientNonce}")!;

        Assert.NotEqual(new ScramExchange(opening, Pencil).Challenge, new ScramExchange(opening, Pencil).Challenge);
    }

    [Theory]
    [InlineData("n,,n=user,r=abc", null, "user")]
    [InlineData("y,,n=user,r=abc,ext=1", null, "user")]
    [InlineData("n,a=boss,n=user,r=abc", "boss", "user")]
    [InlineData("n,a=a=2Cb,n=x=3Dy=2Cz,r=abc", "a,b", "x=y,z")]
    public void An_opening_says_who_wants_to_be_whom(string message, string? whom, string name)
    {
        ScramOpening? opening = Open(message);

        Assert.Equal(whom, opening?.AuthorizeAs);
        Assert.Equal(name, opening?.Name);
        Assert.Equal(message, opening?.Header + opening?.Bare);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n,,n=user")]
    [InlineData("n,,r=abc,n=user")]
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=user,r=")]
    [InlineData("n,,n=user,r=a b")]
    [InlineData("n,,n=us=er,r=abc")]
    [InlineData("n,a=,n=user,r=abc")]
    [InlineData("n,boss,n=user,r=abc")]
    [InlineData("p=tls-unique,,n=user,r=abc")]
    [InlineData("n,,m=ext,n=user,r=abc")]
    public void What_is_no_opening_is_refused(string message) => Assert.Null(Open(message));

    [Fact]
    public void A_name_that_nobody_has_gets_the_same_salt_each_time_and_no_password()
    {
        byte[] secret = [1, 2, 3];
        ScramVerifier first = ScramVerifier.Decoy(secret, "nobody", 8192), again = ScramVerifier.Decoy(secret, "nobody", 8192), other = ScramVerifier.Decoy(secret, "noone", 8192);

        Assert.Equal(first.Salt.ToArray(), again.Salt.ToArray());
        Assert.NotEqual(first.Salt.ToArray(), other.Salt.ToArray());
        Assert.Equal(ScramVerifier.Create("x")!.Salt.Length, first.Salt.Length);
        Assert.Equal(8192, first.Iterations);
        Assert.False(first.Matches("password"));
    }
}
