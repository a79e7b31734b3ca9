using System.Net;
using Parley.Server.Sessions;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Names that stand for addresses.</summary>
public sealed class CloakTests
{
    private readonly Cloak _cloak = new(new byte[32]);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", 3)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", 3)]
    [InlineData("192.0.2.1", "192.0.2.2", 2)]
    [InlineData("192.0.2.1", "192.0.3.1", 1)]
    [InlineData("192.0.2.1", "192.1.2.1", 0)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:3::4", 3)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", 2)]
    [InlineData("2001:db8:1:2::1", "2001:db8:2:2::1", 1)]
    [InlineData("2001:db8:1:2::1", "2001:db9:1:2::1", 0)]
    public void Names_end_alike_as_far_as_the_networks_are_the_same(string one, string other, int parts)
    {
        string[] a = [.. _cloak.Of(IPAddress.Parse(one)).Split('.').Reverse()], b = [.. _cloak.Of(IPAddress.Parse(other)).Split('.').Reverse()];

        Assert.Equal(1 + parts, a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count());
    }

    [Fact]
    public void With_another_key_the_name_is_another()
        => Assert.NotEqual(_cloak.Of(IPAddress.Loopback), new Cloak(Enumerable.Repeat((byte)1, 32).ToArray()).Of(IPAddress.Loopback));

    [Fact]
    public void The_key_is_made_once_and_for_its_owner_alone()
    {
        string folder = Directory.CreateTempSubdirectory("parley-people-").FullName, file = Path.Combine(folder, "new", "cloak.key");
        try
        {
            Assert.Equal(Cloak.Load(file).Of(IPAddress.Loopback), Cloak.Load(file).Of(IPAddress.Loopback));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            File.WriteAllBytes(file, [1, 2, 3]);
            Assert.Throws<IOException>(() => Cloak.Load(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
