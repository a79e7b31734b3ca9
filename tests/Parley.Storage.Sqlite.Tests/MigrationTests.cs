namespace Parley.Storage.Sqlite.Tests;

/// <summary>The steps from one form of the database to the next.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void Each_has_its_own_number_and_none_is_left_out()
        => Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Number));
}
