using Parley.Client.Files;
using Parley.Protocol.Names;

namespace Parley.Client.Messages;

/// <summary>A message in a room or a direct conversation, or a thing that happened there.</summary>
public sealed class ChatMessage : Observable
{
    private readonly TaskCompletionSource<MessageState>? _settled;
    private MessageState _state;
    private DateTimeOffset _time;
    private string? _id;

    internal ChatMessage(MessageKind kind, SourceMask from, string target, string raw, DateTimeOffset time, MessageState state)
    {
        Kind = kind;
        From = from;
        Target = target;
        Raw = raw;
        Text = FormattedText.Strip(raw);
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
    public string Text { get; }

    /// <summary>The text with its formatting codes, as it came. Source: https://modern.ircdocs.horse/formatting.</summary>
    public string Raw { get; }

    /// <summary>The file that it announces, when its whole text is a link to one on this server; else null.</summary>
    public FileLink? File { get; internal init; }

    /// <summary>Whether this user sent it, from here or from another session.</summary>
    public bool IsOwn { get; internal init; }

    /// <summary>Whether it was said before this client was started, and comes from the server's history.</summary>
    public bool IsOld { get; internal init; }

    /// <summary>Whether the person does not want to hear who said it: no conversation takes it.</summary>
    internal bool IsIgnored { get; init; }

    /// <summary>The server's id of it, or null while it has none or the server gives none.</summary>
    public string? Id { get => _id; internal set => Set(ref _id, value); }

    /// <summary>When the server had it; the local time when it did not say.</summary>
    public DateTimeOffset Time { get => _time; internal set => Set(ref _time, value); }

    /// <summary>How far it has come.</summary>
    public MessageState State { get => _state; private set => Set(ref _state, value); }

    /// <summary>Why it failed, for people to read; null unless <see cref="State"/> is <see cref="MessageState.Failed"/>.</summary>
    public string? Failure { get; private set; }

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
}
