using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Protocol.Names;
using Parley.Web.Files;

namespace Parley.Web.Tests.Files;

public sealed class GalleryTests
{
    [Fact]
    public void What_was_taken_back_is_not_looked_at()
    {
        ChatMessage first = Image("a"), second = Image("b");
        Assert.Equal(2, new Gallery([first, second], second).Count);
        first.Annotations!.Of("a").Redact(new Redaction("ada", ""));
        Assert.Equal(1, new Gallery([first, second], second).Count);
    }

    private static ChatMessage Image(string id)
        => new(MessageKind.Text, new SourceMask("ada", null, null), "#den", "", DateTimeOffset.UnixEpoch, MessageState.Received)
        {
            Id = id,
            Annotations = new Annotations(),
            File = FileLink.TryParse($"https://x.test/files/{id}/{id}.png", out FileLink? link) ? link : null,
        };
}
