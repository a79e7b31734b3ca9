using System.Text.Json;
using Dapper;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Storage.Sqlite.Accounts;

/// <summary>Residents on disk.</summary>
/// <param name="database">Is read.</param>
/// <param name="writer">Writes.</param>
internal sealed class SqliteResidents(Database database, Writer writer) : IResidentStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Resident> Load()
        => database.Read<IReadOnlyList<Resident>>(static connection => [.. connection.Query<string>("SELECT resident FROM resident")
            .Select(resident => JsonSerializer.Deserialize<Resident>(resident)!)]);

    /// <inheritdoc/>
    public void Save(Resident resident)
    {
        var row = new { key = Casemapping.Fold(resident.Account), json = JsonSerializer.Serialize(resident) };
        writer.Post(connection => connection.Execute("INSERT INTO resident VALUES (@key, @json) ON CONFLICT DO UPDATE SET resident = excluded.resident", row));
    }

    /// <inheritdoc/>
    public void Forget(string account)
    {
        string key = Casemapping.Fold(account);
        writer.Post(connection => connection.Execute("DELETE FROM resident WHERE account = @key", new { key }));
    }
}
