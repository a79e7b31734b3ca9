using Parley.Client.Messages;

namespace Parley.Client.Tests;

public sealed class MultilineSplitterTests
{
    [Theory]
    [InlineData(20, 100, 3)]
    [InlineData(20, 15, 3)]
    [InlineData(20, 100, 1)]
    [InlineData(20, 4096, int.MaxValue)]
    public void A_line_that_alone_needs_more_than_a_message_may_have_becomes_several(int lineBytes, int bytes, int lines)
    {
        string text = string.Join(' ', Enumerable.Repeat("elevenchars", 40)) + "\n\nend";

        string[] messages = [.. MultilineSplitter.Split(text, lineBytes, new MultilineLimits(bytes, lines))];

        Assert.Equal(text.Replace("\n", "", StringComparison.Ordinal), string.Concat(messages).Replace("\n", "", StringComparison.Ordinal));
        Assert.All(messages, message => Assert.InRange(message.Length, 1, bytes));
        Assert.All(messages, message => Assert.InRange(MultilineSplitter.ToWire(message, lineBytes).Count(), 1, lines));
    }
}
