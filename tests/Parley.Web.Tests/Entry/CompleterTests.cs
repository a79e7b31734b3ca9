using Parley.Client;
using Parley.Client.Connections;
using Parley.Web.Emojis;
using Parley.Web.Entry;

namespace Parley.Web.Tests.Entry;

public sealed class CompleterTests : IAsyncDisposable
{
    private static readonly EmojiSet Emojis = EmojiSet.Parse("#smileys\n😄\tsmile\tgrin\thappy\n🎉\ttada\tparty popper\tparty");

    private readonly ChatClient _client = new(new ChatClientOptions { Address = new ChatAddress("localhost", 1, false, null), Nickname = "me", Rooms = ["#garden", "#Gallery", "#kitchen"] });

    [Theory]
    [InlineData("in #ga", "#Gallery , #garden ")]
    [InlineData("(#kit", "#kitchen ")]
    [InlineData("so :smi", "😄 ")]
    [InlineData("/jo", "/join ")]
    [InlineData("/a", "/away , /account ")]
    public void What_was_begun_is_completed(string before, string expected)
        => Assert.Equal(expected, string.Join(", ", Completer.Complete(_client, null, Emojis, before, isStart: true).Items.Select(item => item.Text)));

    [Theory]
    [InlineData("/help")]
    [InlineData("say /jo")]
    [InlineData("#garden")]
    [InlineData("#garden ")]
    [InlineData(":s")]
    [InlineData(":smile:")]
    [InlineData("10:30")]
    [InlineData("a@b")]
    [InlineData("")]
    public void What_is_complete_or_nothing_is_left_alone(string before) => Assert.Empty(Completer.Complete(_client, null, Emojis, before, isStart: true).Items);

    [Fact]
    public void A_command_stands_at_the_beginning() => Assert.Empty(Completer.Complete(_client, null, Emojis, "/jo", isStart: false).Items);

    [Fact]
    public void The_other_of_a_direct_conversation_is_named()
        => Assert.Equal("@Bob ", Assert.Single(Completer.Complete(_client, _client.OpenDirect("Bob"), Emojis, "hi @b", isStart: true).Items).Text);

    [Fact]
    public void Only_the_word_before_the_caret_is_replaced()
        => Assert.Equal("#ga", Completer.Complete(_client, null, Emojis, "**#ga", isStart: true).Word);

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();
}
