using Parley.Web.Rooms;

namespace Parley.Web.Tests.Rooms;

public sealed class RoomAddressTests
{
    [Theory]
    [InlineData("http://x.test/#garden", "#garden")]
    [InlineData("http://x.test/#caf%C3%A9%20noir", null)]
    [InlineData("http://x.test/#caf%C3%A9", "#café")]
    [InlineData("http://x.test/##ops", "##ops")]
    [InlineData("http://x.test/#a,#b", null)]
    [InlineData("http://x.test/#a%0d%0aQUIT", null)]
    [InlineData("http://x.test/#", null)]
    [InlineData("http://x.test/", null)]
    public void The_fragment_names_the_room(string address, string? room) => Assert.Equal(room, RoomAddress.Read(address));

    [Theory]
    [InlineData("#garden")]
    [InlineData("#café")]
    [InlineData("##ops")]
    [InlineData("#a#b/c?d%20")]
    public void A_room_comes_back_out_of_its_address(string room) => Assert.Equal(room, RoomAddress.Read("http://x.test/" + RoomAddress.Write(room)));
}
