using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Web.Rooms;

namespace Parley.Web.Tests.Rooms;

public sealed class DoorsTests : IAsyncDisposable
{
    private readonly Doors _doors = new();
    private readonly ChatClient _client = new(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Rooms = [] });

    [Theory]
    [InlineData("471")]
    [InlineData("473")]
    [InlineData("474")]
    [InlineData("475")]
    [InlineData("477")]
    public void A_refusal_of_the_room_that_is_wanted_is_a_closed_door(string code)
    {
        Assert.True(Take(Refusal(code, "#den"), wanted: "#DEN"));
        Assert.Equal(new ClosedRoom("#DEN", code), _doors.Closed);
    }

    [Fact]
    public void Other_words_are_none()
    {
        Assert.False(Take(Refusal("473", "#den"), wanted: null));
        Assert.False(Take(Refusal("473", "#other"), wanted: "#den"));
        Assert.False(Take(Refusal("482", "#den"), wanted: "#den"));
        Assert.False(Take(Refusal("712", "#den"), wanted: "#den"));
        Assert.Null(_doors.Closed);
    }

    [Fact]
    public void What_becomes_of_knocking_is_said_at_the_door()
    {
        Take(Refusal("473", "#den"), wanted: "#den");
        Assert.True(Take(Refusal("711", "#den"), wanted: "#den"));
        Assert.Equal("711", _doors.Asked);
        Assert.True(Take(Refusal("473", "#den"), wanted: "#den"));
        Assert.Null(_doors.Asked);
    }

    [Fact]
    public void Nobody_fills_the_page_with_invitations_and_knocks()
    {
        for (int i = 0; i < 1000; i++)
        {
            _doors.Add(new Invitation("#room" + i, "eve"));
            _doors.Add(new Invitation("#same", "eve" + i));
            _doors.Add(new Knock("#den", "eve" + i, ""));
        }
        Assert.InRange(_doors.Invitations.Count, 2, 20);
        Assert.Equal(20, _doors.Knocks.Count);
        Assert.Equal("eve999", Assert.Single(_doors.Invitations, one => one.Room == "#same").From);
        _doors.Remove("#SAME");
        Assert.DoesNotContain(_doors.Invitations, one => one.Room == "#same");
    }

    [Fact]
    public void Who_is_in_by_now_knocks_no_longer()
    {
        _client.Join("#den");
        _doors.Add(new Invitation("#den", "eve"));
        _doors.Add(new Knock("#den", "Bob", ""));
        _doors.Settle(_client);
        Assert.Equal((1, 1), (_doors.Invitations.Count, _doors.Knocks.Count));

        var den = (ClientRoom)_client.Find("#den")!;
        den.Enter(new Member("bob") { Key = "bob" });
        _doors.Settle(_client);
        Assert.Empty(_doors.Knocks);
    }

    [Fact]
    public void A_link_that_has_ended_is_told_from_an_invitation_that_is_missing()
    {
        _client.Join("#den", InviteLink.KeyOf("abc"));
        Take(Refusal("473", "#den"), wanted: "#den");
        Assert.True(_doors.Closed!.IsByLink);
        Take(Refusal("473", "#hall"), wanted: "#hall");
        Assert.False(_doors.Closed!.IsByLink);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private static ServerNotice Refusal(string code, string room) => new(ServerNoticeKind.Error, "No", room, code);

    private bool Take(ServerNotice notice, string? wanted) => _doors.Take(notice, wanted, _client);
}
