using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;
using Parley.Web.Moderation;

namespace Parley.Web.Tests.Moderation;

/// <summary>What is said when the server has done what was asked, and only then.</summary>
public sealed class OrderTests : IAsyncDisposable
{
    private const string Mask = "bob!*@*";

    private readonly FakeTimeProvider _time = new();
    private readonly ChatClient _client;
    private readonly Toasts _toasts;
    private readonly Order _order;
    private readonly ClientRoom _room;

    public OrderTests()
    {
        _client = new ChatClient(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Rooms = ["#den"], Time = _time });
        _room = (ClientRoom)_client.Find("#den")!;
        _toasts = new Toasts(_time);
        _order = new Order(_client, _toasts);
    }

    [Fact]
    public void Who_is_there_is_banned_and_put_out_with_one_word_of_it()
    {
        _room.Enter(new Member("bob") { Key = "bob" });
        _order.Ban(_room, "bob", Mask, "");
        Assert.Empty(Said);
        Happens(MessageKind.Mode, "+b " + Mask);
        Happens(MessageKind.Kicked, "", about: "bob");
        Assert.Equal(["bob was banned from #den."], Said);
    }

    [Fact]
    public void Who_is_not_there_is_banned_and_that_is_said_once()
    {
        _order.Ban(_room, "bob", Mask, "");
        Happens(MessageKind.Mode, "+b " + Mask);
        Assert.Equal(["bob was banned from #den."], Said);

        // He is let in again, and later put out.
        _order.Remove(_room, "bob", "");
        Happens(MessageKind.Kicked, "", about: "bob");
        Assert.Equal(["bob was banned from #den.", "bob was removed from #den."], Said);
    }

    [Theory]
    [InlineData("478", "#den", "b", "Channel ban list is full")]
    [InlineData("696", "#den", "b", Mask, "No such mask")]
    [InlineData("482", "#den", "You're not channel operator")]
    public void A_refused_ban_is_none_though_its_kick_works(string code, params string[] parameters)
    {
        _room.Enter(new Member("bob") { Key = "bob" });
        _order.Ban(_room, "bob", Mask, "");
        _client.Tell(new ServerNotice(ServerNoticeKind.Error, parameters[^1], parameters[0], code) { Parameters = parameters });
        Happens(MessageKind.Kicked, "", about: "bob");
        Assert.Equal(["bob was removed from #den."], Said);
    }

    [Fact]
    public void A_ban_that_stood_there_is_said_to_be_changed()
    {
        _order.Ban(_room, "bob", Mask, "Rude", TimeSpan.FromHours(1));
        _client.Tell(new ServerNotice(ServerNoticeKind.Info, "It has this end now", "#den", "CHANGED") { Parameters = ["TBAN", "CHANGED", "#den", "It has this end now"] });
        Happens(MessageKind.Mode, "+b " + Mask);

        Assert.Equal([ModerationTexts.EntryChanged], Said);
    }

    [Fact]
    public void What_was_asked_long_ago_does_not_explain_what_happens_now()
    {
        _order.Ban(_room, "bob", Mask, "");
        _time.Advance(TimeSpan.FromMinutes(1));
        Happens(MessageKind.Mode, "+b " + Mask);
        Happens(MessageKind.Mode, "-b " + Mask);
        Assert.Empty(Said);
        Happens(MessageKind.Kicked, "", about: "bob");
        Assert.Equal(["bob was removed from #den."], Said);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private IEnumerable<string> Said => _toasts.Shown.Select(static toast => toast.Text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal));

    private void Happens(MessageKind kind, string text, string? about = null)
        => _client.AddNow(_room, new ChatMessage(kind, new SourceMask("ada", null, null), "#den", text, _time.GetUtcNow(), MessageState.Received)
        {
            About = about,
            Id = Guid.NewGuid().ToString(),
            IsOwn = true,
        });
}
