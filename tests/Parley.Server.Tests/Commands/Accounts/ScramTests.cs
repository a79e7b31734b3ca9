using System.Security.Cryptography;
using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: https://www.rfc-editor.org/rfc/rfc5802#section-5, by a client of our own.</summary>
public sealed class ScramTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_changes_the_password_ends_the_exchanges_that_were_begun_with_the_old(bool changes)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("NS REGISTER correct-horse");
        await ada.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));
        WireClient other = await server.ConnectAsync();
        await other.SendAsync("CAP REQ sasl", "NICK eve");
        await other.SkipToAsync(line => line.Contains(" ACK ", StringComparison.Ordinal));
        await ProveAsync(other, "ada", "correct-horse");

        if (changes)
            await ada.SendAsync("NS PASSWD correct-horse battery-staple");
        await ada.SyncAsync();
        await other.SendAsync("AUTHENTICATE +");

        Assert.Contains(changes ? " 904 " : " 900 ", await other.ReadAsync(), StringComparison.Ordinal);
    }

    private static async Task ProveAsync(WireClient client, string name, string password)
    {
        string bare = $"n={name},r=abc";
        await client.SendAsync("AUTHENTICATE SCRAM-SHA-256");
        await client.ExpectAsync(":test AUTHENTICATE +");
        await client.SendAsync($"AUTHENTICATE {Encode("n,," + bare)}");
        string challenge = Encoding.UTF8.GetString(Convert.FromBase64String((await client.ReadAsync()).Split(' ')[^1]));
        string[] parts = challenge.Split(',');
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(parts[1][2..]), int.Parse(parts[2][2..], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        byte[] key = HMACSHA256.HashData(salted, "Client Key"u8);
        string last = $"c=biws,{parts[0]}";
        byte[] signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"{bare},{challenge},{last}"));
        string proof = Convert.ToBase64String([.. key.Zip(signature, (one, other) => (byte)(one ^ other))]);
        await client.SendAsync($"AUTHENTICATE {Encode($"{last},p={proof}")}");
        Assert.StartsWith(":test AUTHENTICATE ", await client.ReadAsync(), StringComparison.Ordinal);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
