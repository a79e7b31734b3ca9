using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Passkeys;
using Parley.Testing;

namespace Parley.Core.Tests.Passkeys;

/// <summary>Sources: https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential, https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion.</summary>
public sealed class PasskeyChallengeTests : IDisposable
{
    private const string Origin = "https://chat.example.org", Handle = "AAAAAAAAAAAAAAAAAAAAAA";

    private readonly FakeTimeProvider _time = new();
    private readonly SoftAuthenticator _phone = new(Origin);

    public void Dispose() => _phone.Dispose();

    private PasskeyChallenge NewChallenge(string origin = Origin) => new(RelyingParty.Of(origin)!, _time);

    private static PasskeyResponse Read(byte[] json) => PasskeyResponse.Parse(json) ?? throw new InvalidOperationException("The answer was not read.");

    private (Passkey? Made, PasskeyProblem Problem) Make()
    {
        PasskeyChallenge challenge = NewChallenge();
        return challenge.Made(Read(_phone.Make(challenge.ToMake("Parley", "alice", Handle, []))), Handle, "Phone");
    }

    private (Passkey? Shown, PasskeyProblem Problem) Show(Passkey? passkey)
    {
        PasskeyChallenge challenge = NewChallenge();
        return challenge.Shown(Read(_phone.Show(challenge.ToShow([]))), passkey);
    }

    [Fact]
    public void What_was_made_is_taken_when_it_is_shown_and_counts_on()
    {
        (Passkey? made, PasskeyProblem problem) = Make();
        _time.Advance(TimeSpan.FromDays(1));
        _phone.SignCount = 3;
        (Passkey? shown, PasskeyProblem second) = Show(made);

        Assert.Equal((PasskeyProblem.None, PasskeyProblem.None), (problem, second));
        Assert.Equal(("Phone", "chat.example.org", Handle, 0u), (made!.Name, made.Host, made.Handle, made.SignCount));
        Assert.Equal(made with { SignCount = 3, Used = made.Created.AddDays(1) }, shown);
    }

    [Fact]
    public void The_specifications_example_is_taken()
    {
        RelyingParty site = RelyingParty.Of("https://example.org")!;
        SpecificationVectors.Vector vector = SpecificationVectors.Es256;
        string id = Base64Url.EncodeToString(Convert.FromHexString("c9a6f5b3462d02873fea0c56862234f99f081728084e511bb7760201a89054a5"));

        (Passkey? made, PasskeyProblem problem) = new PasskeyChallenge(site, _time, Convert.FromHexString(vector.MakeChallenge)).Made(Read(vector.Made(id)), Handle, "Phone");
        (Passkey? shown, PasskeyProblem second) = new PasskeyChallenge(site, _time, Convert.FromHexString(vector.ShowChallenge)).Shown(Read(vector.Shown(id, Handle)), made);

        Assert.Equal((PasskeyProblem.None, PasskeyProblem.None), (problem, second));
        Assert.Equal(made, shown);
    }

    [Fact]
    public void The_specifications_key_of_rsa_is_known_but_somebody_has_to_be_there()
    {
        RelyingParty site = RelyingParty.Of("https://example.org")!;
        SpecificationVectors.Vector vector = SpecificationVectors.Rs256;
        string id = Base64Url.EncodeToString(Convert.FromHexString("992a18acc83f67533600c1138a4b4c4bd236de13629cf025ed17cb00b00b74df"));

        (Passkey? made, PasskeyProblem problem) = new PasskeyChallenge(site, _time, Convert.FromHexString(vector.MakeChallenge)).Made(Read(vector.Made(id)), Handle, "Phone");
        (Passkey? shown, PasskeyProblem second) = new PasskeyChallenge(site, _time, Convert.FromHexString(vector.ShowChallenge)).Shown(Read(vector.Shown(id, Handle)), made);

        Assert.Equal((PasskeyProblem.None, PasskeyProblem.NobodySeen), (problem, second));
        Assert.Null(shown);
        CredentialKey key = CredentialKey.Parse(Base64Url.DecodeFromChars(made!.PublicKey))!;
        byte[] signed = [.. Convert.FromHexString(vector.AuthenticatorData), .. SHA256.HashData(Convert.FromHexString(vector.ShowClientData))];
        Assert.True(key.HasSigned(signed, Convert.FromHexString(vector.Signature)));
        Assert.False(key.HasSigned([.. signed, 0], Convert.FromHexString(vector.Signature)));
    }

    [Fact]
    public void The_specifications_example_in_which_nobody_is_there_is_not_taken()
    {
        SpecificationVectors.Vector vector = SpecificationVectors.Unverified;
        string id = Base64Url.EncodeToString(Convert.FromHexString("f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4"));
        var challenge = new PasskeyChallenge(RelyingParty.Of("https://example.org")!, _time, Convert.FromHexString(vector.MakeChallenge));

        Assert.Equal((null, PasskeyProblem.NobodySeen), challenge.Made(Read(vector.Made(id)), Handle, "Phone"));
    }

    public static TheoryData<PasskeyProblem, Action<SoftAuthenticator>> Lies { get; } = new()
    {
        { PasskeyProblem.OtherChallenge, phone => phone.Challenge = Base64Url.EncodeToString(new byte[32]) },
        { PasskeyProblem.OtherOrigin, phone => phone.Origin = "https://chat.example.org.evil.example" },
        { PasskeyProblem.OtherOrigin, phone => phone.Origin = "http://chat.example.org" },
        { PasskeyProblem.OtherOrigin, phone => phone.IsFramed = true },
        { PasskeyProblem.OtherHost, phone => phone.Host = "example.org" },
        { PasskeyProblem.OtherCeremony, phone => phone.Type = "webauthn.other" },
        { PasskeyProblem.NobodySeen, phone => phone.IsUserVerified = false },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void What_answers_something_else_is_neither_made_nor_shown(PasskeyProblem problem, Action<SoftAuthenticator> lie)
    {
        Passkey passkey = Make().Made!;
        lie(_phone);

        Assert.Equal((null, problem), Make());
        Assert.Equal((null, problem), Show(passkey));
    }

    [Fact]
    public void A_signature_by_another_key_is_not_taken()
    {
        Passkey passkey = Make().Made!;
        _phone.HasBadSignature = true;

        Assert.Equal((null, PasskeyProblem.BadSignature), Show(passkey));
    }

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(5, 4, false)]
    [InlineData(5, 0, false)]
    [InlineData(5, 6, true)]
    [InlineData(0, 1, true)]
    [InlineData(0, 0, true)]
    public void What_has_signed_no_more_often_than_before_is_a_copy(uint before, uint now, bool isTaken)
    {
        _phone.SignCount = before;
        Passkey passkey = Make().Made!;
        _phone.SignCount = now;

        Assert.Equal(isTaken ? PasskeyProblem.None : PasskeyProblem.Copied, Show(passkey).Problem);
    }

    [Fact]
    public void Another_passkey_or_that_of_another_account_or_host_is_unknown()
    {
        Passkey passkey = Make().Made!;

        Assert.Equal(PasskeyProblem.UnknownPasskey, Show(null).Problem);
        Assert.Equal(PasskeyProblem.UnknownPasskey, Show(passkey with { Id = "AAAA" }).Problem);
        Assert.Equal(PasskeyProblem.UnknownPasskey, Show(passkey with { Handle = PasskeyChallenge.NewHandle() }).Problem);
        Assert.Equal(PasskeyProblem.UnknownPasskey, Show(passkey with { Host = "example.org" }).Problem);
    }

    [Fact]
    public void A_challenge_is_good_for_one_answer()
    {
        Passkey passkey = Make().Made!;
        PasskeyChallenge challenge = NewChallenge();
        PasskeyResponse response = Read(_phone.Show(challenge.ToShow([])));

        Assert.Equal(PasskeyProblem.None, challenge.Shown(response, passkey).Problem);
        Assert.Equal(PasskeyProblem.ChallengeOver, challenge.Shown(response, passkey).Problem);
    }

    [Fact]
    public void A_challenge_that_was_answered_wrongly_is_over_too()
    {
        Passkey passkey = Make().Made!;
        PasskeyChallenge challenge = NewChallenge();
        byte[] asked = challenge.ToShow([]);
        _phone.HasBadSignature = true;
        challenge.Shown(Read(_phone.Show(asked)), passkey);
        _phone.HasBadSignature = false;

        Assert.Equal(PasskeyProblem.ChallengeOver, challenge.Shown(Read(_phone.Show(asked)), passkey).Problem);
    }

    [Fact]
    public void A_challenge_ends()
    {
        Passkey passkey = Make().Made!;
        PasskeyChallenge early = NewChallenge(), late = NewChallenge();
        PasskeyResponse first = Read(_phone.Show(early.ToShow([]))), second = Read(_phone.Show(late.ToShow([])));

        _time.Advance(PasskeyChallenge.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(PasskeyProblem.None, early.Shown(first, passkey).Problem);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PasskeyProblem.ChallengeOver, late.Shown(second, passkey).Problem);
    }

    [Fact]
    public void Two_challenges_are_not_the_same()
        => Assert.NotEqual((string?)JsonNode.Parse(NewChallenge().ToShow([]))!["challenge"], (string?)JsonNode.Parse(NewChallenge().ToShow([]))!["challenge"]);

    [Fact]
    public void The_browser_is_told_what_it_needs()
    {
        Passkey passkey = Make().Made!;
        PasskeyChallenge challenge = NewChallenge();

        JsonNode make = JsonNode.Parse(challenge.ToMake("Our place", "zoë", Handle, [passkey]))!, show = JsonNode.Parse(challenge.ToShow([passkey]))!;

        Assert.Equal(("chat.example.org", "Our place", "zoë", "zoë", Handle),
            ((string?)make["rp"]!["id"], (string?)make["rp"]!["name"], (string?)make["user"]!["name"], (string?)make["user"]!["displayName"], (string?)make["user"]!["id"]));
        Assert.Equal([-7, -257], make["pubKeyCredParams"]!.AsArray().Select(one => (int)one!["alg"]!));
        Assert.Equal(("required", "required", "none"),
            ((string?)make["authenticatorSelection"]!["residentKey"], (string?)make["authenticatorSelection"]!["userVerification"], (string?)make["attestation"]));
        Assert.Equal(("public-key", passkey.Id), ((string?)make["excludeCredentials"]![0]!["type"], (string?)make["excludeCredentials"]![0]!["id"]));
        Assert.Equal(("chat.example.org", "required", passkey.Id), ((string?)show["rpId"], (string?)show["userVerification"], (string?)show["allowCredentials"]![0]!["id"]));
    }

    [Fact]
    public void What_is_no_answer_is_not_read()
    {
        byte[] shown = _phone.Show(NewChallenge().ToShow([]));
        _phone.Id = new byte[Passkey.MaxIdBytes + 1];

        Assert.Null(PasskeyResponse.Parse(_phone.Show(NewChallenge().ToShow([]))));
        Assert.Null(PasskeyResponse.Parse("null"u8));
        Assert.Null(PasskeyResponse.Parse("""{"id":"AAAA","response":{"clientDataJSON":"AA=="}}"""u8));
        for (int length = 0; length < shown.Length; length++)
            Assert.Null(PasskeyResponse.Parse(shown.AsSpan(0, length)));
    }

    [Fact]
    public void No_bytes_changed_or_missing_make_more_than_a_refusal()
    {
        PasskeyChallenge challenge = NewChallenge();
        JsonNode made = JsonNode.Parse(_phone.Make(challenge.ToMake("Parley", "alice", Handle, [])))!;
        byte[] attestation = Base64Url.DecodeFromChars((string)made["response"]!["attestationObject"]!);

        for (int at = 0; at < attestation.Length; at++)
            foreach (byte[] broken in (byte[][])[attestation[..at], [.. attestation[..at], (byte)~attestation[at], .. attestation[(at + 1)..]]])
            {
                made["response"]!["attestationObject"] = Base64Url.EncodeToString(broken);
                if (PasskeyResponse.Parse(Encoding.UTF8.GetBytes(made.ToJsonString())) is { } response)
                    NewChallenge().Made(response, Handle, "Phone");
            }
    }
}
