using System.Text;
using Parley.Core.Accounts;

namespace Parley.Core.Tests.Accounts;

/// <summary>Source: https://www.rfc-editor.org/rfc/rfc7677#section-3, whose exchange is used here.</summary>
public sealed class ScramVerifierTests
{
    private const string Nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private static readonly byte[] AuthMessage = Encoding.UTF8.GetBytes(
        $"n=user,r=rOprNGfwEbeRWgbNEkqO,r={Nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r={Nonce}");

    private static readonly byte[] Proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

    // The salt and the iterations of the exchange, and the keys of its password, pencil.
    private static ScramVerifier OfTheRfc => ScramVerifier.TryParse(
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
        out ScramVerifier? verifier)
        ? verifier
        : throw new InvalidOperationException("The verifier was not read.");

    [Fact]
    public void The_proof_of_the_rfc_is_accepted() => Assert.True(OfTheRfc.Proves(AuthMessage, Proof));

    [Fact]
    public void The_signature_is_that_of_the_rfc()
        => Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(OfTheRfc.Sign(AuthMessage)));

    [Fact]
    public void Any_other_proof_is_refused()
    {
        byte[] wrong = [.. Proof];
        wrong[5] ^= 1;

        Assert.False(OfTheRfc.Proves(AuthMessage, wrong));
        Assert.False(OfTheRfc.Proves(AuthMessage, Proof.AsSpan(1)));
        Assert.False(OfTheRfc.Proves(AuthMessage.AsSpan(1), Proof));
    }

    [Fact]
    public void Only_the_password_matches()
    {
        Assert.True(OfTheRfc.Matches("pencil"));
        Assert.False(OfTheRfc.Matches("Pencil"));
        Assert.False(OfTheRfc.Matches(""));
    }

    [Fact]
    public void As_text_it_comes_back_the_same()
    {
        ScramVerifier made = ScramVerifier.Create("correct horse", 4096)!;

        Assert.True(ScramVerifier.TryParse(made.ToString(), out ScramVerifier? read));
        Assert.Equal(made.ToString(), read.ToString());
        Assert.True(read.Matches("correct horse"));
        Assert.False(read.Matches("battery staple"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pencil")]
    [InlineData("SCRAM-SHA-1$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$1:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$4096:$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$4096:W22Z!J0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    public void Other_text_is_no_verifier(string text) => Assert.False(ScramVerifier.TryParse(text, out _));

    [Fact]
    public void Two_verifiers_of_one_password_differ()
        => Assert.NotEqual(ScramVerifier.Create("pencil", 4096)!.ToString(), ScramVerifier.Create("pencil", 4096)!.ToString());
}
