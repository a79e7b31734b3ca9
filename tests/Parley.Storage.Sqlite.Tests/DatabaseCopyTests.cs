using Parley.Core.Accounts;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>The copy of a database that a server has.</summary>
public sealed class DatabaseCopyTests
{
    [Fact]
    public async Task The_database_and_its_copy_are_for_their_owner_alone_and_the_copy_has_everything()
    {
        await using var folder = new TestFolder();
        Assert.True(await folder.Store.Accounts.TryAddAsync(new Account("ada", ScramVerifier.Create("correct-horse", ScramVerifier.MinIterations)!, default)));
        string copy = Directory.CreateDirectory(Path.Combine(folder.Path, "copy")).FullName, file = Path.Combine(copy, SqliteStore.FileName);

        DatabaseCopy.Make(folder.File, file);

        if (!OperatingSystem.IsWindows())
            foreach (string path in Directory.GetFiles(folder.Path, $"{SqliteStore.FileName}*").Append(file))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        await using SqliteStore read = SqliteStore.Open(copy, Core.Storage.Durability.Process, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.NotNull(await read.Accounts.FindAsync("ada"));
    }
}
