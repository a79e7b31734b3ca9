using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Tests.Messages;

/// <summary>Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.7.</summary>
public sealed class MessageIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_are_of_version_7_and_unlike_one_another()
    {
        Guid[] ids = [.. Enumerable.Range(0, 1000).Select(_ => Send(Noon).Id)];

        Assert.All(ids, id => Assert.Equal((7, 0b10), (id.Version, id.Variant >> 2)));
        Assert.Distinct(ids);
    }

    [Fact]
    public void Ids_stand_in_the_order_of_time()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(ms => Send(Noon.AddMilliseconds(ms)).Id.ToString("N"))];

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.StartsWith($"{Noon.ToUnixTimeMilliseconds():x12}", ids[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Also_of_moments_that_are_only_a_step_apart()
    {
        string[] ids = [.. Enumerable.Range(0, 10_000).Select(n => MessageId.New(Noon + (n * MessageId.Step)).ToString("N"))];

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    private static Message Send(DateTimeOffset at) => new Draft(MessageKind.Privmsg, "hi"u8.ToArray(), default).Send(new User("~ada", "host", "Ada", at), "#lobby", 1, at);
}
