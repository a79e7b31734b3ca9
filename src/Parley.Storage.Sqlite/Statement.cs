using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>A prepared statement that runs for every message: SQLite's own calls, without what libraries put around each.</summary>
/// <remarks>Measured: for a row of sixteen columns those took longer than SQLite itself. Source: https://sqlite.org/c3ref/bind_blob.html.</remarks>
internal sealed unsafe partial class Statement : IDisposable
{
    private const string Library = "e_sqlite3";

    // https://sqlite.org/c3ref/c_static.html
    private const nint Transient = -1;

    // Values stay here, where the collector does not move them, until the statement has run; longer ones SQLite copies.
    private readonly byte[] _values = GC.AllocateUninitializedArray<byte>(16 * 1024, pinned: true);
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _owner;
    private readonly nint _handle;
    private int _used;

    // What came of binding, one way or another.
    private int _problem;

    public Statement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        int result = raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _owner);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
        _handle = _owner.DangerousGetHandle();
    }

    /// <summary>Binds a number.</summary>
    public void Bind(int place, long value) => _problem |= BindInt64(_handle, place, value);

    /// <summary>Binds null.</summary>
    public void BindNull(int place) => _problem |= BindNull(_handle, place);

    /// <summary>Binds an id as 16 bytes.</summary>
    public void Bind(int place, Guid value)
    {
        Span<byte> free = Free(16);
        value.TryWriteBytes(free, bigEndian: true, out _);
        _problem |= BindBlob(_handle, place, Take(16), 16, default);
    }

    /// <summary>Binds a text; null binds null.</summary>
    public void Bind(int place, string? value)
    {
        if (value is null)
            BindNull(place);
        else if (Encoding.UTF8.TryGetBytes(value, _values.AsSpan(_used), out int length))
            _problem |= BindText(_handle, place, Take(length), length, default);
        else
            Copy(place, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Binds a text.</summary>
    public void Bind(int place, ReadOnlySpan<byte> utf8)
    {
        if (!utf8.TryCopyTo(_values.AsSpan(_used)))
            Copy(place, utf8);
        else
            _problem |= BindText(_handle, place, Take(utf8.Length), utf8.Length, default);
    }

    /// <summary>Runs the statement with what is bound, which stays bound.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Run()
    {
        int result = _problem == raw.SQLITE_OK ? Step(_handle) : raw.SQLITE_NOMEM;
        _ = Reset(_handle);
        (_used, _problem) = (0, raw.SQLITE_OK);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }

    public void Dispose() => _owner.Dispose();

    private Span<byte> Free(int length) => _values.AsSpan(_used, length);

    private byte* Take(int length)
    {
        var value = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values)) + _used;
        _used += length;
        return value;
    }

    private void Copy(int place, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* value = utf8)
            _problem |= BindText(_handle, place, value, utf8.Length, Transient);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    private static partial int BindInt64(nint statement, int place, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    private static partial int BindNull(nint statement, int place);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [SuppressGCTransition]
    private static partial int BindBlob(nint statement, int place, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [SuppressGCTransition]
    private static partial int BindText(nint statement, int place, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    private static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    private static partial int Reset(nint statement);
}
