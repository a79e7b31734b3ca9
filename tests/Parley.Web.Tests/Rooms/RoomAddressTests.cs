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

    [Theory]
    [InlineData("http://x.test/#garden?invite=abc-_9", "#garden", "abc-_9")]
    [InlineData("http://x.test/#garden", "#garden", null)]
    [InlineData("http://x.test/#what%3Finvite=", "#what?invite=", null)]
    [InlineData("http://x.test/#garden?invite=", "#garden", null)]
    [InlineData("http://x.test/#garden?invite=a b,<i>", "#garden", null)]
    public void A_link_has_a_token_behind_the_room(string address, string room, string? token)
        => Assert.Equal((room, token), (RoomAddress.Read(address), RoomAddress.ReadInvite(address)));

    [Theory]
    [InlineData("#garden")]
    [InlineData("#why?invite=me")]
    public void A_room_and_a_token_come_back_out_of_their_link(string room)
    {
        string address = "http://x.test/" + RoomAddress.WriteInvite(room, "abc");
        Assert.Equal((room, "abc"), (RoomAddress.Read(address), RoomAddress.ReadInvite(address)));
    }

    [Theory]
    [InlineData("#garden")]
    [InlineData("#a#b/c?d%20")]
    public void A_message_comes_back_out_of_its_address(string room)
    {
        const string Id = "019abcdef0123456789abcdef0123456";
        string address = "http://x.test/" + RoomAddress.Write(room, Id);

        Assert.Equal((room, Id), (RoomAddress.Read(address), RoomAddress.ReadMessage(address)));
    }

    [Fact]
    public void A_room_may_have_a_slash_in_its_name() => Assert.Equal(("#a/b", null), (RoomAddress.Read("http://x.test/#a/b"), RoomAddress.ReadMessage("http://x.test/#a/b")));
}
