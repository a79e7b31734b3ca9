using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Web.Returning;

namespace Parley.Web.Tests.Returning;

public sealed class KeptTextTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 21, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_conversation_comes_back_as_it_was()
    {
        var kept = new KeptConversation("#garden", IsRoom: true, At,
        [
            new KeptMessage(MessageKind.Text, "bob!b@h", "#garden", "\u0002Hello\u0002\nand \u001Fmore\u001F 🦊", At, "m1", IsOwn: false, IsFile: false),
            new KeptMessage(MessageKind.Action, "ada", "#garden", "", At.AddSeconds(1), null, IsOwn: true, IsFile: true),
        ]);

        KeptConversation? read = KeptText.Read(KeptText.Write(kept));

        Assert.NotNull(read);
        Assert.Equal((kept.Name, kept.IsRoom, kept.ReadUntil), (read.Name, read.IsRoom, read.ReadUntil));
        Assert.Equal(kept.Messages, read.Messages);
    }

    [Fact]
    public void One_with_nothing_in_it_too()
    {
        KeptConversation? read = KeptText.Read(KeptText.Write(new KeptConversation("bob", IsRoom: false, null, [])));

        Assert.True(read is { Name: "bob", IsRoom: false, ReadUntil: null, Messages.Count: 0 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("0\0#garden\0room\0")]
    [InlineData("1\0#garden\0room\0\0half a message")]
    [InlineData("1\0#garden\0room\0\00\0bob\0#garden\0text\0not a time\0\0")]
    [InlineData("1\0#garden\0room\0\0what\0bob\0#garden\0text\01\0\0")]
    public void What_is_none_is_not_read(string text) => Assert.Null(KeptText.Read(text));
}
