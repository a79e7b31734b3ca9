using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Parley.Server.Push;

namespace Parley.Server.Tests.Push;

/// <summary>Sources: https://www.rfc-editor.org/rfc/rfc8291#appendix-A, https://www.rfc-editor.org/rfc/rfc8292.</summary>
public sealed class PushEncryptionTests
{
    [Fact]
    public void The_example_of_the_specification_comes_out_as_it_stands_there()
    {
        byte[] theirs = Decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        byte[] own = Decode("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var key = ECDiffieHellman.Create(PushEncryption.ReadPoint(own) with { D = Decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") });

        byte[] body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8, theirs, Decode("BTBZMqHH6r4Tts7J_aSIgg"), key, Decode("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Fact]
    public void The_key_stays_the_same_and_only_its_owner_reads_it()
    {
        string folder = Directory.CreateTempSubdirectory("parley-wire-").FullName, file = Path.Combine(folder, "new", VapidKey.FileName);
        using VapidKey first = VapidKey.Load(file), again = VapidKey.Load(file);

        Assert.Equal(first.PublicKey, again.PublicKey);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.WriteAllText(file, "no key");
        Assert.StartsWith($"{file} is no key", Assert.Throws<IOException>(() => VapidKey.Load(file)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_said_of_the_sender_is_signed_for_one_service_and_not_for_long()
    {
        using VapidKey key = VapidKey.New();

        string header = key.Authorize(new Uri("https://push.test:8443/for/one"), "mailto:me@example.org", DateTimeOffset.UnixEpoch);

        string[] parts = header["vapid t=".Length..].Split(", k=");
        string[] token = parts[0].Split('.');
        Assert.Equal(key.PublicKey, parts[1]);
        Assert.Equal("""{"typ":"JWT","alg":"ES256"}""", Encoding.UTF8.GetString(Decode(token[0])));
        Assert.Equal("""{"aud":"https://push.test:8443","exp":43200,"sub":"mailto:me@example.org"}""", Encoding.UTF8.GetString(Decode(token[1])));
        ECParameters point = PushEncryption.ReadPoint(Decode(parts[1]));
        using ECDsa verifier = ECDsa.Create(point);
        Assert.True(verifier.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Decode(token[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void The_server_sends_to_the_public_internet_only(string address, bool isPublic) => Assert.Equal(isPublic, PushEndpoint.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_stands_for_a_private_address_is_not_connected_to()
    {
        IOException refused = await Assert.ThrowsAsync<IOException>(
            async () => await PushEndpoint.ConnectAsync(new DnsEndPoint("localhost", 9), mayBePrivate: false, TestContext.Current.CancellationToken));

        Assert.Equal("localhost is not in the public internet", refused.Message);
    }

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);
}
