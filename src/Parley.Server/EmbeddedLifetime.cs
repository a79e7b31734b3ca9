using Microsoft.Extensions.Hosting;

namespace Parley.Server;

/// <summary>Leaves the process's signals alone. The host's own lifetime would swallow every Ctrl+C, also the second one that shall end the process at once.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
