using Dapper;
using Parley.Core.Push;

namespace Parley.Storage.Sqlite.Push;

/// <summary>Subscriptions of Web Push on disk.</summary>
internal sealed class SqlitePush(Database database, Writer writer) : IPushStore
{
    private sealed record Row(string Endpoint, string Account, byte[] PublicKey, byte[] Secret, string? Device, long Renewed);

    /// <inheritdoc/>
    public IReadOnlyList<PushSubscription> Load()
        => [.. database.Read(connection => connection.Query<Row>(
                "SELECT endpoint, account, public_key AS PublicKey, secret, device, renewed FROM push_subscription").AsList())
            .Select(row => new PushSubscription(row.Account, row.Endpoint, row.PublicKey, row.Secret, row.Device, new DateTimeOffset(row.Renewed, TimeSpan.Zero)))];

    /// <inheritdoc/>
    public void Save(PushSubscription subscription)
    {
        var row = new Row(subscription.Endpoint, subscription.Account, subscription.PublicKey, subscription.Secret, subscription.Device, subscription.Renewed.UtcTicks);
        writer.Post(connection => connection.Execute(
            "INSERT OR REPLACE INTO push_subscription VALUES (@Endpoint, @Account, @PublicKey, @Secret, @Device, @Renewed)", row));
    }

    /// <inheritdoc/>
    public void Forget(string endpoint) => writer.Post(connection => connection.Execute("DELETE FROM push_subscription WHERE endpoint = @endpoint", new { endpoint }));
}
