using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;

namespace Parley.Client;

public sealed partial class ChatClient
{
    /// <summary>Whether people can react to that message, and answer it.</summary>
    public bool CanAnswer(ChatMessage message) => message is { IsSaid: true, Id: not null, Redaction: null } && Session?.Has(Capability.MessageTags) == true;

    /// <summary>Whether this user can correct that message: an own text.</summary>
    public bool CanEdit(ChatMessage message) => message is { IsOwn: true, Kind: MessageKind.Text, File: null } && message.Correction?.State != MessageState.Sending && CanAnswer(message);

    /// <summary>Whether this user can try to take that message back: an own one, or in a room that they keep order in.</summary>
    public bool CanRedact(Conversation conversation, ChatMessage message)
        => message is { IsSaid: true, Id: not null, Redaction: null } && Session?.Has(Capability.MessageRedaction) == true
            && (message.IsOwn || (conversation is ClientRoom room && RoomPowers.Of(this, room).KeepsOrder));

    /// <summary>Says what this user thinks of a message, or that they do not think so any more.</summary>
    /// <param name="conversation">Where it was said.</param>
    /// <param name="message">The message.</param>
    /// <param name="reaction">An emoji, or a text of at most <see cref="Reaction.Longest"/>.</param>
    /// <param name="isHeld">Whether they think so.</param>
    public void React(Conversation conversation, ChatMessage message, string reaction, bool isHeld = true)
    {
        lock (Sync)
        {
            if (!CanAnswer(message) || State != ConnectionState.Online || reaction.Length is 0 or > Reaction.Longest)
                return;
            LineTags tags = isHeld ? new() { ReplyTo = message.Id, Reaction = reaction } : new() { ReplyTo = message.Id, Unreaction = reaction };
            Session!.Send(tags, "TAGMSG"u8, conversation.Name);
            // Without echoes nobody else would say so.
            if (!Session.Has(Capability.EchoMessage))
                conversation.Annotations.Of(message.Id!).React(reaction, Account is { } account ? "=" + account : _conversations.Fold(Nickname), Nickname, isOwn: true, isHeld, Options.Time.GetUtcNow());
            Changed?.Invoke();
        }
    }

    internal void TellReaction(Conversation conversation, string messageId, string by, string reaction)
    {
        if (conversation.Find(messageId) is { } message)
            Reacted?.Invoke(conversation, message, by, reaction);
    }

    /// <summary>Takes a message back, with all that it was corrected to. When the server refuses, <see cref="Notice"/> says why.</summary>
    public void Redact(Conversation conversation, ChatMessage message, string reason = "")
    {
        lock (Sync)
        {
            if (!CanRedact(conversation, message) || State != ConnectionState.Online)
                return;
            foreach (string id in (string[])[.. message.Corrections.Select(one => one.Id), message.Id!])
                if (reason.Length > 0)
                    Session!.SendText("REDACT"u8, [conversation.Name, id], reason);
                else
                    Session!.Send("REDACT"u8, conversation.Name, id);
        }
    }

    /// <summary>Corrects an own message: a message that stands in its place for those who know such, and is a line of its own for others.</summary>
    /// <remarks>docs/adr/0021-edits.md. Until the server has it, it is the message's <see cref="ChatMessage.Correction"/>; <see cref="Retry"/> sends one that failed again.</remarks>
    public void Edit(Conversation conversation, ChatMessage message, string text)
    {
        lock (Sync)
        {
            string raw = EditTag.Sign + MessageSplitter.Clean(text).Trim();
            if (!CanEdit(message) || raw.Length == EditTag.Sign.Length || EditTag.TextOf(raw) == message.Raw)
                return;
            var correction = new ChatMessage(MessageKind.Text, Me, conversation.Name, raw, Options.Time.GetUtcNow(), MessageState.Sending)
            {
                IsOwn = true,
                Account = Account,
                ReplyTo = message.Id,
                Corrects = message.Id,
                Token = MessageToken.New(),
                Original = message,
            };
            message.Correction = correction;
            if (Parts(conversation.Name, raw, MessageKind.Text).Count() > 1)
                correction.Settle("It is too long");
            else
                Post(conversation, correction);
            FlushOutgoing();
            Changed?.Invoke();
        }
    }

    /// <summary>Gives up a correction that failed.</summary>
    public void DropCorrection(ChatMessage message)
    {
        lock (Sync)
            if (message.Correction is { State: MessageState.Failed })
                message.Correction = null;
        Changed?.Invoke();
    }

    /// <summary>The text that this user types in a conversation has changed: others are let know.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="isEmpty">Whether there is none now.</param>
    public void Typed(Conversation conversation, bool isEmpty)
    {
        lock (Sync)
            if (SharesTyping)
                Typing.Typed(conversation, isEmpty);
    }

    /// <summary>Whether others are let know that this user types.</summary>
    public bool SharesTyping
    {
        get;
        set
        {
            lock (Sync)
            {
                field = value;
                if (!value)
                    Typing.Stop();
            }
        }
    } = true;
}
