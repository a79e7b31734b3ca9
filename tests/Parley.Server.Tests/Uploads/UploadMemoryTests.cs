using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Uploads;
using Parley.Server.Uploads;

namespace Parley.Server.Tests.Uploads;

/// <summary>Runs alone: what the other tests allocate would count.</summary>
[CollectionDefinition(nameof(UploadMemoryTests), DisableParallelization = true)]
[Collection(nameof(UploadMemoryTests))]
public sealed class UploadMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_large_file_takes_no_memory()
    {
        const long Size = 200 * 1024 * 1024;
        var folder = new UploadFolder(_folder, new UploadPolicy(Size, 2 * Size, false), new FakeTimeProvider(), NullLogger<UploadFolder>.Instance);
        folder.Load();
        await folder.SaveAsync(Announced(1000), new Zeroes(1000), CancellationToken.None);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        UploadOutcome outcome = await folder.SaveAsync(Announced(Size), new Zeroes(Size), CancellationToken.None);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(Size, outcome.Stored!.Size);
        Assert.Equal("72abf2ca8f36943ebe2e49ca3a51d409ca5f0bfcffab6c9d25643c17c32889da", outcome.Stored.Sha256);
        // A tenth of the file leaves room for what the runtime itself allocates meanwhile.
        Assert.InRange(allocated, 0, Size / 10);
    }

    private static NewUpload Announced(long size) => new("x.bin", null, size, new UploadOwner("ada", 1));
}
