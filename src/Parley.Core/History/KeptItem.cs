using Parley.Core.Messages;
using Parley.Protocol.Names;

namespace Parley.Core.History;

/// <summary>An item as a conversation in memory keeps it: a plain message is taken apart, so that the message itself need not live on.</summary>
/// <remarks>Measured: keeping hundreds of thousands of messages as objects made each message cost twice as much CPU, all of it the collector's.</remarks>
internal struct KeptItem
{
    // What an item takes in the ring.
    private const int Overhead = 144;

    // What it takes to be found by its token.
    private const int OverheadOfToken = 200;

    private HistoryItem? _item;
    private string _source;
    private string _target;
    private string? _account;
    private ReadOnlyMemory<byte> _text;
    private Guid _sender;
    private long _number;
    private MessageKind _kind;
    private ushort _tags;
    private bool _isBot;

    /// <summary>Its msgid.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What kind of thing it is.</summary>
    public HistoryContent Content { get; private set; }

    /// <summary>By what it is known when it is sent again. Null: by nothing.</summary>
    public SentMark? Mark { get; private set; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public readonly int Size => Overhead + (Mark is null ? 0 : OverheadOfToken) + (_item?.Size ?? _text.Length);

    /// <summary>Whether it is only the place of what was taken back.</summary>
    public readonly bool IsVacant => Content == HistoryContent.None;

    /// <summary>Keeps an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="texts">Where texts go.</param>
    public static KeptItem Of(HistoryItem item, KeptTexts texts)
    {
        var kept = new KeptItem { Id = item.Id, At = item.At, Content = item.Content };
        if (item is Message { Lines: null, RelayedBy: null } plain && plain.ClientTags.Length + plain.Text.Length <= KeptTexts.MaxText)
            kept.TakeApart(plain, texts);
        else
            kept._item = item;
        if (item is Message { ClientTags.Length: > 0 } tagged)
            kept.Mark = SentMark.Of(tagged);
        return kept;
    }

    /// <summary>The place of the item, which was taken back. It is still known when it is sent again.</summary>
    public readonly KeptItem Vacate() => new() { Id = Id, At = At, Content = HistoryContent.None, Mark = Mark, _item = new Vacancy(Id, At) };

    /// <summary>The item as nobody's. It is still known when it is sent again.</summary>
    public readonly KeptItem Disown(string source, KeptTexts texts) => Of(Restore().DisownedAs(source), texts) with { Mark = Mark };

    /// <summary>Whether somebody with that account did it.</summary>
    public readonly bool IsBy(string account) => (_item is null ? _account : _item.Account) is { } own && Casemapping.Same(own, account);

    /// <summary>Has it stand at that time if it happened before, as what users do may, whose time is not the room's: items are found by the order
    /// of their times. Messages keep their own.</summary>
    public void PutAfter(DateTimeOffset at)
    {
        if (_item is Happening && At < at)
            At = at;
    }

    /// <summary>The item as it was.</summary>
    public readonly HistoryItem Restore()
        => _item ?? new Message(_kind, Id, At, _source, _account, _target, _text[_tags..], _tags == 0 ? default : _text[.._tags], _number, _sender) { IsBot = _isBot };

    private void TakeApart(Message plain, KeptTexts texts)
    {
        (_source, _target, _account) = (plain.Source, plain.Target, plain.Account);
        (_text, _tags) = (texts.Add(plain.ClientTags.Span, plain.Text.Span), (ushort)plain.ClientTags.Length);
        (_sender, _number, _kind, _isBot) = (plain.Sender, plain.Number, plain.Kind, plain.IsBot);
    }
}

/// <summary>The texts of a conversation, many in one piece of memory.</summary>
internal sealed class KeptTexts
{
    /// <summary>The longest text that goes here, in bytes, with its tags.</summary>
    public const int MaxText = 1024;

    private const int MaxPiece = 16 * 1024;

    private byte[] _piece = [];
    private int _used;

    /// <summary>Copies tags and the text behind them to where they stay as long as anybody has them.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> text)
    {
        int length = tags.Length + text.Length;
        if (_piece.Length - _used < length)
            (_piece, _used) = (new byte[Math.Clamp(_piece.Length * 2, Math.Max(256, length), MaxPiece)], 0);
        tags.CopyTo(_piece.AsSpan(_used));
        text.CopyTo(_piece.AsSpan(_used + tags.Length));
        _used += length;
        return _piece.AsMemory(_used - length, length);
    }
}
