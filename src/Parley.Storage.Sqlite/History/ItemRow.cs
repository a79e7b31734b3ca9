using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;

namespace Parley.Storage.Sqlite.History;

/// <summary>A row of the table of items, and what it says.</summary>
internal static class ItemRow
{
    /// <summary>What is added to <see cref="HappeningKind"/>, so that messages and happenings have different numbers.</summary>
    public const int FirstHappening = 100;

    /// <summary>The kind of what was taken back.</summary>
    public const int Vacant = -1;

    private const int BytesOfMark = 16;

    /// <summary>The columns that <see cref="Read"/> wants, in its order, of the table named i.</summary>
    public const string Columns = "i.id, i.at, i.kind, i.number, i.source, i.account, i.target, i.sender, i.text, i.tags, i.lines, i.relayed_by, i.is_bot";

    /// <summary>What content a kind is.</summary>
    public static HistoryContent ContentOf(int kind) => kind switch
    {
        Vacant => HistoryContent.None,
        (int)MessageKind.TagMsg => HistoryContent.Events,
        FirstHappening + (int)HappeningKind.Redacted => HistoryContent.Redactions,
        >= FirstHappening => HistoryContent.Events,
        _ => HistoryContent.Messages,
    };

    /// <summary>The item of the row on which the reader stands.</summary>
    /// <param name="row">The reader.</param>
    /// <param name="first">The first of its columns that is the item's.</param>
    public static HistoryItem Read(SqliteDataReader row, int first = 0)
    {
        Guid id = ReadId(row, first);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(first + 1));
        int kind = row.GetInt32(first + 2);
        if (kind == Vacant)
            return new Vacancy(id, at);
        string source = row.GetString(first + 4);
        string? account = ReadText(row, first + 5);
        if (kind >= FirstHappening)
            return new Happening(
                new Stamp(id, at, source, account) { IsBot = row.GetBoolean(first + 12) },
                (HappeningKind)(kind - FirstHappening),
                JsonSerializer.Deserialize<string[]>(row.GetString(first + 8))!);
        ReadOnlyMemory<byte> text = ReadBytes(row, first + 8);
        return new Message((MessageKind)kind, id, at, source, account, row.GetString(first + 6), text, ReadBytes(row, first + 9), row.GetInt64(first + 3), ReadId(row, first + 7))
        {
            Lines = ReadText(row, first + 10) is { } lines ? ToLines(text, lines) : null,
            RelayedBy = ReadText(row, first + 11),
            IsBot = row.GetBoolean(first + 12),
        };
    }

    /// <summary>The first item that fits. Null: none does.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="where">Which, and in which order. Never what a client has sent.</param>
    /// <param name="values">What stands in it for values.</param>
    public static HistoryItem? ReadFirst(SqliteConnection connection, string where, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM item i WHERE {where} LIMIT 1";
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read() ? Read(row) : null;
    }

    /// <summary>The lines' lengths in bytes, with <c>+</c> before one that goes on with the line before.</summary>
    public static string ToText(IReadOnlyList<MessageLine> lines)
        => string.Join(',', lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{(line.GoesOn ? "+" : "")}{line.Text.Length}")));

    /// <summary>A mark as the column has it: a digest, since it stays when the message is taken back, and must not say then whose that was.</summary>
    public static string ToText(SentMark mark)
        => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{mark.Token} {mark.Account}")).AsSpan(0, BytesOfMark));

    private static List<MessageLine> ToLines(ReadOnlyMemory<byte> text, string lengths)
    {
        var lines = new List<MessageLine>();
        int start = 0;
        foreach (string one in lengths.Split(','))
        {
            bool goesOn = one[0] == '+';
            int length = int.Parse(one.AsSpan(goesOn ? 1 : 0), CultureInfo.InvariantCulture);
            // Between two lines stands a line feed.
            start += goesOn || lines.Count == 0 ? 0 : 1;
            lines.Add(new MessageLine(text.Slice(start, length), goesOn));
            start += length;
        }
        return lines;
    }

    private static Guid ReadId(SqliteDataReader row, int column) => row.IsDBNull(column) ? default : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);

    private static string? ReadText(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ReadOnlyMemory<byte> ReadBytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? default : Encoding.UTF8.GetBytes(row.GetString(column));
}
