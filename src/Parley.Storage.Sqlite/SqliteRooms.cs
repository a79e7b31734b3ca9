using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Parley.Core.Rooms;
using Parley.Protocol.Names;

namespace Parley.Storage.Sqlite;

/// <summary>Rooms on disk.</summary>
internal sealed class SqliteRooms(Database database, Writer writer) : IRoomStore
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new MaskConverter() } };

    /// <inheritdoc/>
    public IReadOnlyList<KeptRoom> Load()
        => [.. database.Read(connection => connection.Query<string>("SELECT room FROM room")).Select(room => JsonSerializer.Deserialize<KeptRoom>(room, Json)!)];

    /// <inheritdoc/>
    public void Save(KeptRoom room)
    {
        string key = Casemapping.Fold(room.Name);
        writer.Post(connection => connection.Execute(
            "INSERT INTO room VALUES (@key, @json) ON CONFLICT DO UPDATE SET room = excluded.room", new { key, json = JsonSerializer.Serialize(room, Json) }));
    }

    /// <inheritdoc/>
    public void Forget(string name)
    {
        string key = Casemapping.Fold(name);
        writer.Post(connection => connection.Execute("DELETE FROM room WHERE key = @key", new { key }));
    }

    private sealed class MaskConverter : JsonConverter<RoomMask>
    {
        public override RoomMask Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
            => RoomMask.Parse(reader.GetString()!) ?? throw new JsonException("This is no mask.");

        public override void Write(Utf8JsonWriter writer, RoomMask value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
