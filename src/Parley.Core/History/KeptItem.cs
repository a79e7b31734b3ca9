using Parley.Core.Messages;

namespace Parley.Core.History;

/// <summary>An item as a conversation in memory keeps it: a plain message is taken apart, so that the message itself need not live on.</summary>
/// <remarks>Measured: keeping hundreds of thousands of messages as objects made each message cost twice as much CPU, all of it the collector's.</remarks>
internal struct KeptItem
{
    // What an item takes in the ring.
    private const int Overhead = 128;

    private HistoryItem? _item;
    private string _source;
    private string _target;
    private string? _account;
    private ReadOnlyMemory<byte> _text;
    private Guid _sender;
    private long _number;
    private MessageKind _kind;
    private bool _isBot;

    /// <summary>Its msgid.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What kind of thing it is.</summary>
    public HistoryContent Content { get; private set; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public readonly int Size => Overhead + (_item?.Size ?? _text.Length);

    /// <summary>Whether it is only the place of what was taken back.</summary>
    public readonly bool IsVacant => Content == HistoryContent.None;

    /// <summary>Keeps an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="texts">Where texts go.</param>
    public static KeptItem Of(HistoryItem item, KeptTexts texts)
    {
        var kept = new KeptItem { Id = item.Id, At = item.At, Content = item.Content };
        if (item is Message { Lines: null, RelayedBy: null, ClientTags.Length: 0 } plain && plain.Text.Length <= KeptTexts.MaxText)
            kept.TakeApart(plain, texts);
        else
            kept._item = item;
        return kept;
    }

    /// <summary>The item as it was.</summary>
    public readonly HistoryItem Restore()
        => _item ?? new Message(_kind, Id, At, _source, _account, _target, _text, default, _number, _sender) { IsBot = _isBot };

    private void TakeApart(Message plain, KeptTexts texts)
    {
        (_source, _target, _account, _text) = (plain.Source, plain.Target, plain.Account, texts.Add(plain.Text.Span));
        (_sender, _number, _kind, _isBot) = (plain.Sender, plain.Number, plain.Kind, plain.IsBot);
    }
}

/// <summary>The texts of a conversation, many in one piece of memory.</summary>
internal sealed class KeptTexts
{
    /// <summary>The longest text that goes here, in bytes.</summary>
    public const int MaxText = 1024;

    private const int MaxPiece = 16 * 1024;

    private byte[] _piece = [];
    private int _used;

    /// <summary>Copies a text to where it stays as long as anybody has it.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> text)
    {
        if (_piece.Length - _used < text.Length)
            (_piece, _used) = (new byte[Math.Clamp(_piece.Length * 2, Math.Max(256, text.Length), MaxPiece)], 0);
        text.CopyTo(_piece.AsSpan(_used));
        _used += text.Length;
        return _piece.AsMemory(_used - text.Length, text.Length);
    }
}
