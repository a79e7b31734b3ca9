using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Terminal.Display;

namespace Parley.Terminal.Chatting;

internal sealed partial class ChatScreen
{
    private readonly bool _types;
    private readonly List<(Conversation Conversation, ChatMessage Message)> _unsettled = [];
    private readonly List<(Conversation Conversation, ChatMessage Message)> _failed = [];
    private ConnectionState _said;

    /// <summary>Whether the client was ever welcomed.</summary>
    public bool WasOnline { get; private set; }

    private void Added(Conversation conversation, ChatMessage message)
    {
        // Own words are printed when the server has them, in its order.
        if (message.State == MessageState.Sending)
        {
            _unsettled.Add((conversation, message));
            ShowSending();
        }
        else if (message.File is not null && !message.IsOwn && !message.IsOld)
            _saved.Take(conversation, message);
        else
            Print(conversation, message);
    }

    /// <summary>Sends again what was not sent.</summary>
    public void Retry()
    {
        if (_failed.Count == 0)
            Tell("Nothing is left to be sent again.");
        (Conversation Conversation, ChatMessage Message)[] failed = [.. _failed];
        _failed.Clear();
        foreach ((Conversation conversation, ChatMessage message) in failed)
            _client.Retry(conversation, message);
    }

    // Dim, above what is typed, until the server has them.
    private void ShowSending() => _screen.ShowSending([.. _unsettled.Select(one => ChatLines.Sending(one.Message, Place(one.Conversation)))]);

    private void Changed()
    {
        int sending = _unsettled.Count;
        for (int i = 0; i < _unsettled.Count; i++)
        {
            (Conversation conversation, ChatMessage message) = _unsettled[i];
            if (message.State == MessageState.Sending)
                continue;
            _unsettled.RemoveAt(i--);
            if (message.State == MessageState.Failed)
                TellFailed(conversation, message);
            else
                Print(conversation, message);
        }
        if (_unsettled.Count != sending)
            ShowSending();
        if (_client.State == _said)
            return;
        _said = _client.State;
        TellState();
    }

    private void TellFailed(Conversation conversation, ChatMessage message)
    {
        _failed.Add((conversation, message));
        Complain($"Not sent: {message.Text} ({message.Failure})" + (_types ? " /retry sends it again." : ""));
    }

    private void Print(Conversation conversation, ChatMessage message)
    {
        if (message.Kind == MessageKind.Joined && message.IsOwn && conversation is ClientRoom room)
            Tell($"You are in {room.Name} as {_client.Nickname}." + (_types ? " /help shows what you can type." : ""));
        else
            _screen.Print(_lines.Message(message, Place(conversation), answered: AnsweredBy(conversation, message)));
    }

    private ChatMessage? AnsweredBy(Conversation conversation, ChatMessage message)
    {
        lock (_client.Sync)
            return message is { ReplyTo: { } answered, Corrects: null } ? conversation.Find(answered) : null;
    }

    private void Reacted(Conversation conversation, ChatMessage message, string by, string reaction)
        => _screen.Print(ChatLines.Reaction(message, Place(conversation), by, reaction));

    private string? Place(Conversation conversation)
        => conversation is not ClientRoom ? $"[{conversation.Name}]" : _client.Find(Here) == conversation ? null : conversation.Name;

    private void TellState()
    {
        switch (_said)
        {
            case ConnectionState.Online:
                WasOnline = true;
                break;
            case ConnectionState.Waiting when !WasOnline:
                Complain($"{_client.Options.Address}: {_client.Problem}");
                _turns.End();
                break;
            case ConnectionState.Offline:
                Complain($"{_client.Options.Address}: {_client.Problem}");
                break;
            case ConnectionState.Waiting:
                Complain($"{_client.Problem}. Connecting again …");
                break;
        }
    }

    private void Noticed(ServerNotice notice)
    {
        if (notice.Kind != ServerNoticeKind.Motd || !WasOnline)
            _screen.Print(ChatLines.Notice(notice));
    }

    private void NameRefused(string name, string reason)
    {
        Complain($"{name}: {reason}." + (_client switch
        {
            _ when !_types => "",
            { State: ConnectionState.NicknameNeeded, IsNameClaimed: true } => " If it is yours, type /login; if not, /nick and another name.",
            { State: ConnectionState.NicknameNeeded } => " Type /nick and another name.",
            _ => "",
        }));
        // A pipe has nothing to say to that.
        if (!_types && _client.State == ConnectionState.NicknameNeeded)
            _turns.End();
    }
}
