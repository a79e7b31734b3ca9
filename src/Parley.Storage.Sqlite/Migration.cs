using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite;

/// <summary>A step from one form of the database to the next: <c>Migrations/NNNN_name.sql</c>, run once, in a transaction.</summary>
/// <param name="Number">Its place; the database remembers the last (<c>user_version</c>).</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Number, string Sql)
{
    // "PARL": so that nobody's other database is taken for ours.
    private const int ApplicationId = 0x5041524C;

    private static readonly string Version = typeof(Migration).Assembly.GetName().Version!.ToString(3);

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>Brings a database to this version's form.</summary>
    /// <exception cref="StorageException">A newer version of Parley made it, or it is not Parley's.</exception>
    public static void RunAll(SqliteConnection connection)
    {
        int found = FormOf(connection);
        if (found == All[^1].Number)
            return;
        foreach (Migration migration in All.Where(migration => migration.Number > found))
            migration.Run(connection);
        connection.Execute("UPDATE written_by SET version = @Version", new { Version });
    }

    /// <summary>The number of the last step that a database has taken. 0: it is empty.</summary>
    /// <inheritdoc cref="RunAll"/>
    public static int FormOf(SqliteConnection connection)
    {
        int found = connection.QuerySingle<int>("PRAGMA user_version"), newest = All[^1].Number;
        if (found > newest)
            throw new StorageException($"{connection.DataSource} was written by {WriterOf(connection)}; this is Parley {Version}, which cannot read it "
                + $"(its form is {found}, known here are forms up to {newest}). Run that version or a newer one, or restore a backup that was made before the upgrade.");
        if (connection.QuerySingle<int>("PRAGMA application_id") is var id && id != ApplicationId && (id != 0 || found != 0))
            throw new StorageException($"{connection.DataSource} is a database, but not one of Parley's. Give the server another data folder.");
        return found;
    }

    private static string WriterOf(SqliteConnection connection)
    {
        try
        {
            return $"Parley {connection.QuerySingle<string>("SELECT version FROM written_by")}";
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            return "a newer version of Parley";
        }
    }

    private void Run(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        connection.Execute($"{Sql}; PRAGMA user_version = {Number}; PRAGMA application_id = {ApplicationId};", transaction: transaction);
        transaction.Commit();
    }

    private static Migration[] Load()
    {
        Assembly here = typeof(Migration).Assembly;
        return [.. here.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), Read(here, name)))];
    }

    private static string Read(Assembly here, string name)
    {
        using var reader = new StreamReader(here.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
