using System.Net;
using System.Security.Cryptography;
using Parley.Server.Settings;

namespace Parley.Server.Sessions;

/// <summary>Names that stand for addresses: always the same for one address, and without the key nobody finds the address.</summary>
/// <remarks>A name has three parts, for the address and for two networks around it, so that a mask such as <c>*!*@*.b.c.guests</c> fits all of
/// a network. An IPv6 network of 64 bits counts as one address, as it is one customer's.</remarks>
/// <param name="key">32 random bytes.</param>
internal sealed class Cloak(byte[] key)
{
    private const int KeyBytes = 32;

    // 40 bits in each part: two of a million addresses have one name at a chance of a half.
    private const int PartBytes = 5;

    /// <summary>The names for the key in a file, which is made when it is not there: with another key bans of before would fit nobody.</summary>
    /// <exception cref="IOException">The file cannot be read or made, or holds something else.</exception>
    public static Cloak Load(string file)
    {
        if (!File.Exists(file))
            PrivateFile.Create(file, RandomNumberGenerator.GetBytes(KeyBytes));
        byte[] key = File.ReadAllBytes(file);
        return key.Length == KeyBytes ? new Cloak(key) : throw new IOException($"{file} is no key: it should have {KeyBytes} bytes.");
    }

    /// <summary>The name of a guest's address.</summary>
    public string Of(IPAddress address)
    {
        byte[] bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        int[] networks = bytes.Length == 4 ? [4, 3, 2] : [8, 6, 4];
        return $"{string.Join('.', networks.Select(length => Part(bytes.AsSpan(0, length))))}.guests";
    }

    /// <summary>The name of those who have logged in to an account.</summary>
    public static string Of(string account) => $"{account}.users";

    private string Part(ReadOnlySpan<byte> network) => Convert.ToHexStringLower(HMACSHA256.HashData(key, network).AsSpan(0, PartBytes));
}
