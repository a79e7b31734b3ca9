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
        services.AddHostedService(provider => new UploadFolderRun(
            provider.GetRequiredService<UploadFolder>(), TimeSpan.FromDays((double)options.Days), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    // Reads the folder, and then removes once in an hour what is older than files are kept.
    private sealed class UploadFolderRun(UploadFolder folder, TimeSpan age, TimeProvider time) : IHostedService
    {
        private static readonly TimeSpan Every = TimeSpan.FromHours(1);
        private ITimer? _timer;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _timer = time.CreateTimer(_ => Task.Run(RemoveOld, CancellationToken.None), null, Every, Every);
            return Task.Run(Load, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _timer?.Dispose();
            return Task.CompletedTask;
        }

        private void Load()
        {
            folder.Load();
            RemoveOld();
        }

        private void RemoveOld()
        {
            folder.RemoveAbandoned();
            if (age > TimeSpan.Zero)
                folder.RemoveBefore(time.GetUtcNow() - age);
        }
    }
}
