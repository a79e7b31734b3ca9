namespace Parley.Client.Connections;

/// <summary>How long to wait before connecting again: exponential with full jitter, so that a server that comes back is not stormed.</summary>
/// <remarks>Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter.</remarks>
internal sealed class Backoff(ChatClientOptions options)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // A server that welcomes and then drops at once is no reason to begin anew.
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The next wait.</summary>
    /// <param name="online">How long the connection that ended was online; zero when it never was.</param>
    public TimeSpan Next(TimeSpan online)
    {
        if (online >= Stable)
            _failures = 0;
        double ceiling = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, _failures++));
        return TimeSpan.FromSeconds(options.Random.NextDouble() * ceiling);
    }
}
