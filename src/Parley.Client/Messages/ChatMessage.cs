using Parley.Client.Files;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Client.Messages;

/// <summary>A message in a room or a direct conversation, or a thing that happened there.</summary>
public sealed class ChatMessage : Observable
{
    private readonly TaskCompletionSource<MessageState>? _settled;
    private MessageState _state;
    private DateTimeOffset _time;
    private string? _id;
    private readonly string _original;
    private string _raw;
    private string _text;
    private int _read;
    private ChatMessage? _correction;

    internal ChatMessage(MessageKind kind, SourceMask from, string target, string raw, DateTimeOffset time, MessageState state)
    {
        Kind = kind;
        From = from;
        Target = target;
        _original = _raw = raw;
        _text = FormattedText.Strip(raw);
        _time = time;
        _state = state;
        if (state == MessageState.Sending)
            _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What it is.</summary>
    public MessageKind Kind { get; }

    /// <summary>Who it is from.</summary>
    public SourceMask From { get; }

    /// <summary>The nickname that it is from, as it was then.</summary>
    public string Sender => From.Nickname;

    /// <summary>The room's name, or the nickname it was sent to, as on the wire.</summary>
    public string Target { get; }

    /// <summary>Whom it is about besides the sender: see <see cref="MessageKind"/>. Null for the other kinds.</summary>
    public string? About { get; internal init; }

    /// <summary>The text without formatting codes. It is still a stranger's text: it may hold any character but controls.</summary>
    public string Text
    {
        get
        {
            ReadNotes();
            return _text;
        }
    }

    /// <summary>The text with its formatting codes, as it came. Source: https://modern.ircdocs.horse/formatting.</summary>
    /// <remarks>As its author has corrected it; empty when it was taken back.</remarks>
    public string Raw
    {
        get
        {
            ReadNotes();
            return _raw;
        }
    }

    /// <summary>The account of who it is from; null: a guest, or the server does not tell.</summary>
    public string? Account { get; internal init; }

    /// <summary>The id of the message that it answers, or null. Source: https://ircv3.net/specs/client-tags/reply.</summary>
    public string? ReplyTo { get; internal init; }

    /// <summary>The id of the earlier message in whose place it stands, or null. It is a line of its own only where that one is not here.</summary>
    public string? Corrects { get; internal init; }

    /// <summary>What people think of it.</summary>
    public IReadOnlyList<Reaction> Reactions => Redaction is null ? Notes?.Reactions ?? [] : [];

    /// <summary>Who took it back, and why; null when nobody did.</summary>
    public Redaction? Redaction => Notes?.Redaction;

    /// <summary>The texts that it had before it was corrected, oldest first; empty when it never was.</summary>
    public IReadOnlyList<MessageVersion> Versions
        => Corrections is [] ? [] : [new MessageVersion(_original, Time), .. Corrections.SkipLast(1).Select(one => new MessageVersion(one.Text, one.Time))];

    /// <summary>The correction that is being sent, or failed; null: there is none.</summary>
    public ChatMessage? Correction { get => _correction; internal set => Set(ref _correction, value); }

    /// <summary>Grows with each change of what was said about it later.</summary>
    public int Version => Notes?.Version ?? 0;

    /// <summary>The file that it announces, when its whole text is a link to one on this server; else null.</summary>
    public FileLink? File { get; internal init; }

    /// <summary>Whether this user sent it, from here or from another session.</summary>
    public bool IsOwn { get; internal init; }

    /// <summary>Whether it was said before this client was started, and comes from the server's history.</summary>
    public bool IsOld { get; internal init; }

    /// <summary>Whether the person does not want to hear who said it: no conversation takes it, and where a page of history has it, it is not to be shown.</summary>
    public bool IsIgnored { get; internal init; }

    /// <summary>The server's id of it, or null while it has none or the server gives none.</summary>
    public string? Id { get => _id; internal set => Set(ref _id, value); }

    /// <summary>When the server had it; the local time when it did not say.</summary>
    public DateTimeOffset Time { get => _time; internal set => Set(ref _time, value); }

    /// <summary>How far it has come.</summary>
    public MessageState State { get => _state; private set => Set(ref _state, value); }

    /// <summary>Why it failed, for people to read; null unless <see cref="State"/> is <see cref="MessageState.Failed"/>.</summary>
    public string? Failure { get; private set; }

    /// <summary>The numeric or the code by which the server refused it; null: it did not, or has said no such thing.</summary>
    public string? FailureCode { get; internal set; }

    /// <summary>Why and until when its sender may not speak there; null: the server has not said, or it is something else.</summary>
    public BanTerms? FailureTerms { get; internal set; }

    /// <summary>Completes with <see cref="MessageState.Sent"/> or <see cref="MessageState.Failed"/>; never throws.</summary>
    public Task<MessageState> Settled => _settled?.Task ?? Task.FromResult(_state);

    /// <summary>Whether it speaks to this user: names them, or was said to them alone.</summary>
    public bool IsMention { get; internal set; }

    /// <summary>Whether somebody said it, and it did not only happen.</summary>
    public bool IsSaid => Kind is MessageKind.Text or MessageKind.Action or MessageKind.Notice;

    /// <summary>Stands, compared as text, in the order of its room. Null: messages stand as they come.</summary>
    internal string? Order { get; set; }

    /// <summary>Whether it was kept from an earlier visit, and the server has not given it on this one.</summary>
    public bool IsRecalled { get; internal init; }

    /// <summary>Of a <see cref="MessageKind.Gap"/>: whether the server was asked for what is missing, and does not have it.</summary>
    public bool IsLost { get; internal set; }

    /// <summary>Of a <see cref="MessageKind.Gap"/>: whether a page of what is missing is on its way.</summary>
    internal bool IsFilling { get; set; }

    /// <summary>Of a <see cref="MessageKind.Gap"/>: the id of the oldest message that came to fill it, though it may be one that is not shown; null: none came.</summary>
    internal string? FilledTo { get; set; }

    /// <summary>The message that it corrects, of an own correction that is being sent.</summary>
    internal ChatMessage? Original { get; init; }

    /// <summary>Where stands what was said later about the messages of its conversation.</summary>
    internal Annotations? Annotations { get; set; }

    internal IReadOnlyList<Correction> Corrections => Notes is { Corrections: { Count: > 0 } all } ? [.. all.Where(Accepts)] : [];

    internal bool IsCorrectedBy(ChatMessage message) => Corrections.Any(one => one.Id == message.Id);

    /// <summary>Whether that correction is by who said this: by account, a guest's by the whole mask.</summary>
    internal bool Accepts(Correction correction)
        => Kind == MessageKind.Text && File is null
            && ((IsOwn && correction.IsOwn) || (Account is not null ? Account == correction.Account : correction.Account is null && From == correction.From));

    /// <summary>By which the server knows an own message when it is sent again.</summary>
    internal string? Token { get; init; }

    internal void Settle(string? failure)
    {
        if (_state != MessageState.Sending)
            return;
        Failure = failure;
        State = failure is null ? MessageState.Sent : MessageState.Failed;
        _settled?.TrySetResult(State);
    }

    private Notes? Notes => _id is { } id ? Annotations?.Find(id) : null;

    private void ReadNotes()
    {
        if (Notes is not { } notes || notes.Version == _read)
            return;
        _read = notes.Version;
        _raw = notes.Redaction is not null ? "" : Corrections is [.., var last] ? last.Text : _original;
        _text = FormattedText.Strip(_raw);
    }
}
