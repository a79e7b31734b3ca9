using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Web.Entry;
using Parley.Web.Shell;

namespace Parley.Web.Tests.Entry;

public sealed class EntryCommandTests : IAsyncDisposable
{
    private readonly Desk _desk = new(new ChatClient(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada" }));

    [Fact]
    public void An_unknown_command_is_not_said_to_everyone()
    {
        ServerNotice? answer = Run("/foo bar");

        Assert.Equal(ServerNoticeKind.Error, answer?.Kind);
        Assert.Contains("/foo", answer?.Text);
        Assert.Empty(_desk.Current!.Messages);
    }

    [Theory]
    [InlineData("Hello", MessageKind.Text, "Hello")]
    [InlineData("  Hello \n", MessageKind.Text, "Hello")]
    [InlineData("//etc/hosts", MessageKind.Text, "/etc/hosts")]
    [InlineData("/me waves", MessageKind.Action, "waves")]
    [InlineData("/ME waves", MessageKind.Action, "waves")]
    public void Text_is_said_where_the_person_is(string typed, MessageKind kind, string text)
    {
        Assert.Null(Run(typed));
        ChatMessage said = Assert.Single(_desk.Current!.Messages);
        Assert.Equal((kind, text, "bob"), (said.Kind, said.Text, said.Target));
    }

    [Fact]
    public void A_message_to_one_person_opens_their_conversation()
    {
        Assert.Null(Run("/msg eve Are you there?"));
        Assert.Equal("eve", _desk.Current!.Name);
        Assert.Equal("Are you there?", Assert.Single(_desk.Current.Messages).Text);
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/nick")]
    [InlineData("/join ")]
    [InlineData("/msg eve")]
    [InlineData("/part #nowhere")]
    [InlineData("/topic Roses")]
    [InlineData("/who")]
    public void What_is_missing_is_said(string typed) => Assert.Equal(ServerNoticeKind.Error, Run(typed)?.Kind);

    [Fact]
    public void Help_lists_every_command()
    {
        string help = Run("/help")!.Text;
        Assert.All(["/me", "/nick", "/join", "/part", "/msg", "/topic", "/who", "/help"], command => Assert.Contains(command, help));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private ServerNotice? Run(string typed)
    {
        _desk.Open(_desk.Client.OpenDirect("bob"));
        return EntryCommand.Run(_desk, typed);
    }
}
