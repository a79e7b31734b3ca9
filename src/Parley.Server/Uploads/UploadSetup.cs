using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Core.Uploads;
using Parley.Server.Settings;

namespace Parley.Server.Uploads;

/// <summary>Puts files together.</summary>
public static class UploadSetup
{
    /// <summary>Adds what <c>MapUploads</c>, <c>MapFiles</c> and the command TOKEN need. The folder is read before the server listens.</summary>
    /// <param name="services">Also needs <see cref="PublicAddressSetup.AddPublicAddress"/>.</param>
    /// <param name="options">The limits.</param>
    /// <param name="data">The server's data folder; files lie in its subfolder <c>uploads</c>.</param>
    public static IServiceCollection AddUploads(this IServiceCollection services, UploadOptions options, string data)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new UploadPolicy(options.MaxSize, options.MaxTotal, options.Anonymous));
        services.AddSingleton(provider => new UploadTokens(options.TokenLifetime, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new UploadFolder(
            Path.Combine(data, "uploads"),
            provider.GetRequiredService<UploadPolicy>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<UploadFolder>>()));
        services.AddHostedService<UploadFolderStart>();
        return services;
    }

    private sealed class UploadFolderStart(UploadFolder folder) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Run(folder.Load, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
