using System.Runtime.CompilerServices;

namespace Parley.Client.Tests;

/// <summary>Waiting for what a client comes to.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until something is true of the client.</summary>
    /// <remarks>What <paramref name="condition"/> throws fails the test that waits, not the client.</remarks>
    public static async Task UntilAsync(this ChatClient client, Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check()
        {
            try
            {
                if (condition())
                    met.TrySetResult();
            }
            catch (Exception e)
            {
                met.TrySetException(e);
            }
        }
        lock (client.Sync)
        {
            client.Changed += Check;
            Check();
        }
        try
        {
            Assert.True(await Task.WhenAny(met.Task, Task.Delay(Patience, TimeProvider.System)) == met.Task, $"It did not come to this: {what}; {client.State} {client.Problem}");
            await met.Task;
        }
        finally
        {
            client.Changed -= Check;
        }
    }
}
