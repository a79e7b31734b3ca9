using Parley.Core.Accounts;
using Parley.Server.Commands.Accounts;

namespace Parley.Server.Commands.Bots;

internal static partial class NickServ
{
    private const int FingerprintLength = 64;

    private static async ValueTask CertificateAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        string? fingerprint = talk.Args.Count > 1 ? Fingerprint(talk.Args[1]) : c.Session.Endpoints.Fingerprint;
        string what = talk.Args[0].ToUpperInvariant();
        if (await c.Server.Accounts.FindAsync(talk.Account) is not { } account)
            talk.Say($"There is no account {talk.Account}");
        else if (what is not ("ADD" or "DEL"))
            talk.Say("It is: CERT ADD [<fingerprint>] or CERT DEL <fingerprint>; DEVICE LIST shows those that are there");
        else if (fingerprint is null)
            talk.Say(talk.Args.Count > 1 ? "A fingerprint is the SHA-256 of a certificate: 64 hexadecimal digits" : "You show no certificate: connect by TLS with one, or say its fingerprint");
        else if (what == "ADD")
            await AddCertificateAsync(talk, account, fingerprint);
        else
            talk.Say(Find(account, fingerprint) is { } known && await Devices.RevokeAsync(c, account, known.Name) is not null ? "The certificate does not log you in any more" : "That is no certificate of yours");
    }

    private static async ValueTask AddCertificateAsync(BotTalk talk, Account account, string fingerprint)
    {
        CommandContext c = talk.Context;
        if (!c.Session.IsOwner)
            talk.Say(NotByToken);
        else if (Find(account, fingerprint) is not null)
            talk.Say("That certificate is yours already");
        else if (await c.Server.Accounts.AddCertificateAsync(account, $"certificate {fingerprint[..8]}", fingerprint) is { } device)
            talk.Say($"From now on that certificate logs you in, as the device {device.Name}");
        else
            talk.Say($"You have {AccountDirectory.MaxDevices} devices, and more you may not");
    }

    private static Device? Find(Account account, string fingerprint)
        => account.Devices.FirstOrDefault(device => device.TokenHash == Device.HashOfCertificate(fingerprint));

    // Programs print it with colons, or in capitals.
    private static string? Fingerprint(string text)
    {
        string digits = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length == FingerprintLength && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }
}
