using Parley.Protocol.Messages;

namespace Parley.Server.Delivery;

/// <summary>The bytes of one thing in each form that somebody wants, each encoded once and shared.</summary>
/// <param name="what">The thing.</param>
/// <param name="differing">What of a form makes a difference to it.</param>
/// <param name="write">Writes it.</param>
internal struct Encodings<T>(T what, WireForm differing, Action<LineWriter, T, WireForm> write)
{
    private byte[]?[]? _byForm;

    /// <summary>The bytes in that form; empty when it has nothing to say in it.</summary>
    public byte[] For(WireForm form)
    {
        form &= differing;
        _byForm ??= new byte[]?[(int)differing + 1];
        return _byForm[(int)form] ??= Encodings.Once(what, form, write);
    }
}

/// <summary>Encodes a thing for one form.</summary>
internal static class Encodings
{
    [ThreadStatic]
    private static LineWriter? _writer;

    public static byte[] Once<T>(T what, WireForm form, Action<LineWriter, T, WireForm> write)
    {
        LineWriter line = _writer ??= new LineWriter();
        line.Clear();
        write(line, what, form);
        return line.Written.ToArray();
    }
}
