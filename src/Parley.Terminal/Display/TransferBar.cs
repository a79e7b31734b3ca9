using System.Globalization;
using Parley.Terminal.Files;

namespace Parley.Terminal.Display;

/// <summary>One transfer as a line: name, bar, per cent and sizes.</summary>
/// <param name="name">The file's name, cleaned.</param>
/// <param name="total">In bytes; null when it is not known.</param>
internal sealed class TransferBar(string name, long? total)
{
    private const int Columns = 24;

    /// <summary>The bytes transferred so far.</summary>
    public long Done { get; set; }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (total is not > 0)
            return $"{name}  {ByteSize.Format(Done)}";
        double part = Math.Clamp((double)Done / total.Value, 0, 1);
        int full = (int)(part * Columns);
        string bar = new string('━', full) + new string('┈', Columns - full);
        return string.Create(CultureInfo.InvariantCulture, $"{name}  {bar}  {part * 100:0} %  {ByteSize.Format(Done)} of {ByteSize.Format(total.Value)}");
    }
}
