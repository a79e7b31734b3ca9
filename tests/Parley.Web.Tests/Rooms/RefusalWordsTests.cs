using Parley.Client;
using Parley.Web.Rooms;

namespace Parley.Web.Tests.Rooms;

public sealed class RefusalWordsTests
{
    [Theory]
    [InlineData("482", "Only those who run #den may do that.", "#den", "You're not a channel operator")]
    [InlineData("441", "bob is not in #den.", "bob", "#den", "They aren't on that channel")]
    [InlineData("401", "Nobody called bob is here.", "bob", "No such nick/channel")]
    [InlineData("341", "bob was invited to #den.", "bob", "#den")]
    public void A_numeric_becomes_a_sentence(string code, string expected, params string[] parameters)
    {
        ServerNotice told = RefusalWords.Tell(new ServerNotice(ServerNoticeKind.Error, parameters[^1], parameters[0], code) { Parameters = parameters });
        Assert.Equal(expected, told.Text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal));
        Assert.Null(told.Context);
    }

    [Fact]
    public void What_was_not_answered_is_told_from_what_was_refused()
    {
        Assert.Equal(RoomsTexts.NoAnswer, RefusalWords.Why(new NoAnswerException("Not connected")));
        Assert.Equal("Out of cheese", RefusalWords.Why(new IOException("Out of cheese")));
    }

    [Fact]
    public void What_has_no_sentence_stays_as_the_server_said_it()
    {
        var notice = new ServerNotice(ServerNoticeKind.Error, "Out of cheese", "x", "599") { Parameters = ["x", "Out of cheese"] };
        Assert.Same(notice, RefusalWords.Tell(notice));
        var bare = new ServerNotice(ServerNoticeKind.Error, "Not now", "x", "482");
        Assert.Same(bare, RefusalWords.Tell(bare));
    }
}
