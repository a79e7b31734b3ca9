namespace Parley.Server.Settings;

/// <summary>TLS. It is spoken on the same ports as everything else: the first bytes of a connection say which it is.</summary>
public sealed record TlsOptions
{
    [FilePath("The certificate and those that vouch for it, in PEM, such as fullchain.pem of Let's Encrypt. Read again when the file has changed. Without it: "
        + "one that the server makes for itself, of which clients warn.", Switch = "--certificate")]
    public string? Certificate { get; init; }

    [FilePath("The certificate's private key, in PEM, without a password. Without it: it stands in the certificate's file.", Switch = "--certificate-key")]
    public string? Key { get; init; }

    [WholeNumber("Days for which who has come by TLS is to come by TLS only: IRC clients are told by \"sts\", browsers by Strict-Transport-Security, and who comes "
        + "without is sent there. 0: nobody is told. It needs a certificate that clients trust.", 0, 3650)]
    public int StrictDays { get; init; }
}
