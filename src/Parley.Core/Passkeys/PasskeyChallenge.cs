using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parley.Core.Passkeys;

/// <summary>What a browser has to answer with a passkey: random, good for one answer and for a while.</summary>
/// <remarks>Sources: https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential, https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion.</remarks>
/// <param name="site">On whose pages.</param>
/// <param name="time">The clock.</param>
/// <param name="random">The challenge itself. Null: a random one, as it must be.</param>
public sealed class PasskeyChallenge(RelyingParty site, TimeProvider time, byte[]? random = null)
{
    /// <summary>How long it can be answered: https://www.w3.org/TR/webauthn-3/#sctn-timeout-recommended-range.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int RandomBytes = 32, HandleBytes = 16;
    private const string Kind = "public-key", Required = "required";

    private readonly string _challenge = Base64Url.EncodeToString(random ?? RandomNumberGenerator.GetBytes(RandomBytes));
    private readonly long _from = time.GetTimestamp();
    private bool _isUsed;

    /// <summary>A handle that no account has.</summary>
    public static string NewHandle() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(HandleBytes));

    /// <summary>What the browser needs to make a passkey.</summary>
    /// <param name="network">What people call the site.</param>
    /// <param name="account">The name of the account that it will be for.</param>
    /// <param name="handle">The account's handle.</param>
    /// <param name="known">Those that the account has: an authenticator makes no second one.</param>
    public byte[] ToMake(string network, string account, string handle, IEnumerable<Passkey> known) => JsonSerializer.SerializeToUtf8Bytes(
        new CreationOptions(new(site.Host, network), new(handle, account, account), _challenge, [new(Kind, CredentialKey.Es256), new(Kind, CredentialKey.Rs256)],
            (long)Lifetime.TotalMilliseconds, Names(known), new(Required, true, Required), "none"),
        PasskeyJson.Default.CreationOptions);

    /// <summary>What the browser needs to show a passkey.</summary>
    /// <param name="known">Those of the account that is asked for. Empty: any that the browser has for the site.</param>
    public byte[] ToShow(IEnumerable<Passkey> known) => JsonSerializer.SerializeToUtf8Bytes(
        new RequestOptions(_challenge, (long)Lifetime.TotalMilliseconds, site.Host, Names(known), Required), PasskeyJson.Default.RequestOptions);

    /// <summary>Judges the answer of a browser that was to make a passkey.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="handle">The handle that it was given.</param>
    /// <param name="name">What the passkey is to be called.</param>
    /// <returns>The passkey, or why there is none.</returns>
    public (Passkey? Made, PasskeyProblem Problem) Made(PasskeyResponse response, string handle, string name)
    {
        if (Check(response, ClientData.Create) is var problem and not PasskeyProblem.None)
            return (null, problem);
        if (Base64Url.EncodeToString(response.Device.Id.Span) is var id && (id.Length == 0 || id != response.Id))
            return (null, PasskeyProblem.Unreadable);
        if (CredentialKey.Parse(response.Device.PublicKey) is null)
            return (null, PasskeyProblem.UnknownKey);
        DateTimeOffset now = time.GetUtcNow();
        return (new Passkey
        {
            Id = id,
            Handle = handle,
            Host = site.Host,
            Origin = site.Origin,
            PublicKey = Base64Url.EncodeToString(response.Device.PublicKey.Span),
            Name = name,
            SignCount = response.Device.SignCount,
            Created = now,
            Used = now,
        }, PasskeyProblem.None);
    }

    /// <summary>Judges the answer of a browser that was to show a passkey.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="passkey">What is kept of the passkey. Null: there is no such one.</param>
    /// <returns>The passkey as it is to be kept from now on, or why it was not taken.</returns>
    public (Passkey? Shown, PasskeyProblem Problem) Shown(PasskeyResponse response, Passkey? passkey)
    {
        if (Check(response, ClientData.Get) is var problem and not PasskeyProblem.None)
            return (null, problem);
        // An authenticator that was told which passkey to show need not say whose it is.
        if (passkey is null || passkey.Id != response.Id || (response.Handle is { } handle && handle != passkey.Handle) || passkey.Host != site.Host)
            return (null, PasskeyProblem.UnknownPasskey);
        if (passkey.Origin != site.Origin && !site.IsConfigured)
            return (null, PasskeyProblem.OtherOrigin);
        if (CredentialKey.Parse(Base64Url.DecodeFromChars(passkey.PublicKey)) is not { } key || !response.IsSignedBy(key))
            return (null, PasskeyProblem.BadSignature);
        return CountsOn(passkey, response.Device.SignCount)
            ? (passkey with { SignCount = response.Device.SignCount, Used = time.GetUtcNow() }, PasskeyProblem.None)
            : (null, PasskeyProblem.Copied);
    }

    /// <summary>Whether a passkey that has signed so often is the one that it was: https://www.w3.org/TR/webauthn-3/#sctn-sign-counter.</summary>
    internal static bool CountsOn(Passkey before, uint count) => count > before.SignCount || (count == 0 && before.SignCount == 0);

    private PasskeyProblem Check(PasskeyResponse response, string type)
    {
        bool isOver = _isUsed || time.GetElapsedTime(_from) >= Lifetime;
        _isUsed = true;
        return isOver ? PasskeyProblem.ChallengeOver
            : response.Page.Type != type ? PasskeyProblem.OtherCeremony
            : !IsSame(response.Page.Challenge, _challenge) ? PasskeyProblem.OtherChallenge
            : response.Page.Origin != site.Origin || response.Page.IsFramed ? PasskeyProblem.OtherOrigin
            : !response.Device.HostHash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.ASCII.GetBytes(site.Host))) ? PasskeyProblem.OtherHost
            : !response.Device.IsUserVerified ? PasskeyProblem.NobodySeen
            : PasskeyProblem.None;
    }

    private static bool IsSame(string said, string wanted) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.ASCII.GetBytes(wanted));

    private static CredentialName[] Names(IEnumerable<Passkey> passkeys) => [.. passkeys.Select(passkey => new CredentialName(Kind, passkey.Id))];
}
