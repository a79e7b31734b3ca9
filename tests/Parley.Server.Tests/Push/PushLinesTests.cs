using System.Collections.Concurrent;
using Parley.Server.Push;

namespace Parley.Server.Tests.Push;

/// <summary>Each account's pushes wait for its own only.</summary>
public sealed class PushLinesTests
{
    [Fact]
    public async Task A_slow_account_keeps_nobody_waiting_and_each_is_sent_in_its_order()
    {
        TaskCompletionSource slow = new(TaskCreationOptions.RunContinuationsAsynchronously), done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new ConcurrentQueue<string>();
        var lines = new PushLines<string>(async push =>
        {
            if (push.StartsWith("eve", StringComparison.Ordinal))
                await slow.Task;
            sent.Enqueue(push);
            if (push == "ada3")
                done.SetResult();
        });

        for (int n = 0; n < 100; n++)
            lines.Add("eve", $"eve{n}");
        for (int n = 1; n <= 3; n++)
            lines.Add("ada", $"ada{n}");
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["ada1", "ada2", "ada3"], sent);
        Task ended = lines.EndAsync();
        Assert.False(ended.IsCompleted);
        slow.SetResult();
        await ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // One was on its way when the line was full.
        Assert.InRange(sent.Count(push => push[0] == 'e'), 50, 51);
    }
}
