using System.Text;

namespace Parley.Client.Lines;

/// <summary>A message of several lines, as far as it has come.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/multiline.</remarks>
/// <param name="opening">What the line says that opened it: all but the text.</param>
internal sealed class SaidInLines(Said opening)
{
    /// <summary>The type of its batch.</summary>
    public const string BatchType = "draft/multiline";

    // No honest server comes near; a hostile one shall not fill our memory.
    private const int Most = 256 * 1024;

    private readonly StringBuilder _text = new();
    private bool _isNotice;
    private bool _hasLines;

    /// <summary>Takes a line.</summary>
    public void Add(Incoming line)
    {
        if (_hasLines && !line.IsGoingOn)
            _text.Append('\n');
        (_hasLines, _isNotice) = (true, line.Verb == "NOTICE");
        if (_text.Length < Most)
            _text.Append(line[1]);
    }

    /// <summary>The whole; null: there was no line.</summary>
    public Said? Whole => _hasLines ? opening with { IsNotice = _isNotice, Raw = _text.ToString() } : null;
}
