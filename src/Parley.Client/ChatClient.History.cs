using Parley.Client.Connections;
using Parley.Client.Files;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Client;

public sealed partial class ChatClient
{
    private const int GapPage = 200;

    /// <summary>Whether the server can be asked for what was said before.</summary>
    public bool HasHistory => State == ConnectionState.Online && Session is { HasHistory: true };

    /// <summary>Opens a part of a conversation: its end, at first.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="page">How many messages are got at once.</param>
    /// <param name="most">The most messages that it holds; at least three pages.</param>
    /// <param name="first">How many of the newest it shows at first; 0: a page.</param>
    public MessageWindow OpenWindow(Conversation conversation, int page = 100, int most = 400, int first = 0)
    {
        lock (Sync)
            return new MessageWindow(this, conversation, first > 0 ? first : page, page, Math.Max(most, page * 3));
    }

    /// <summary>Gets what is missing where a <see cref="MessageKind.Gap"/> is: a page of it, and the mark goes when that was all.</summary>
    /// <remarks>Nothing happens to a mark that is not in the conversation any more, and while there is no connection.</remarks>
    public async Task FillAsync(Conversation conversation, ChatMessage gap)
    {
        Task<HistoryPage> asked;
        lock (Sync)
        {
            if (conversation.Messages.IndexOf(gap) is not (>= 0 and var place) || !HasHistory || gap.IsLost || gap.IsFilling)
                return;
            gap.IsFilling = true;
            string? next = gap.FilledTo ?? conversation.Messages.Skip(place + 1).FirstOrDefault(message => message is { IsSaid: true, Id: not null })?.Id;
            asked = next is null ? History.AskAsync(conversation, "LATEST", "*", GapPage) : History.AskAsync(conversation, "BEFORE", "msgid=" + next, GapPage);
        }
        try
        {
            HistoryPage page = await asked;
            lock (Sync)
            {
                gap.IsFilling = false;
                Fill(conversation, gap, page);
            }
        }
        catch (IOException)
        {
            // The mark stays, and can be asked for again.
            lock (Sync)
                gap.IsFilling = false;
        }
    }

    /// <summary>What to keep of a conversation for the next visit.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="most">The most messages.</param>
    public KeptConversation Keep(Conversation conversation, int most)
    {
        lock (Sync)
            return new KeptConversation(conversation.Name, conversation is ClientRoom, conversation.ReadUntil,
                [.. conversation.Messages.Where(message => message is { IsSaid: true, State: MessageState.Received or MessageState.Sent }).TakeLast(most)
                    .Select(message => new KeptMessage(message.Kind, message.From.ToString(), message.Target, message.Raw, message.Time, message.Id, message.IsOwn, message.File is not null))]);
    }

    /// <summary>Shows what was kept of an earlier visit until the server has told what there is; a room is joined again.</summary>
    public void Recall(KeptConversation kept)
    {
        lock (Sync)
        {
            Conversation? conversation = kept.IsRoom ? Want(kept.Name) : _conversations.OpenDirect(kept.Name);
            if (conversation is null || conversation.Messages.Count > 0)
                return;
            if (kept.ReadUntil is { } until)
                conversation.Reading.Told(until, conversation.Messages);
            foreach (KeptMessage message in kept.Messages.Where(message => message.Kind is MessageKind.Text or MessageKind.Action or MessageKind.Notice))
                if (message.IsOwn || !Ignored.Contains(SourceMask.Parse(message.From).Nickname, null))
                    conversation.Messages.Add(Recalled(conversation, message));
            conversation.Reading.Count(conversation.Messages);
            conversation.Recount();
            Changed?.Invoke();
        }
    }

    private ChatMessage Recalled(Conversation conversation, KeptMessage kept)
    {
        var message = new ChatMessage(kept.Kind, SourceMask.Parse(kept.From), kept.Target, kept.Raw, kept.Time, MessageState.Received)
        {
            Id = kept.Id,
            IsOwn = kept.IsOwn,
            IsOld = true,
            IsRecalled = true,
            File = kept.IsFile && FileLink.TryParse(kept.Raw, out FileLink? link) ? link : null,
        };
        message.IsMention = Concerns(conversation, message);
        return message;
    }

    internal void TellChanged() => Changed?.Invoke();

    private void Fill(Conversation conversation, ChatMessage gap, HistoryPage page)
    {
        if (conversation.Messages.IndexOf(gap) is not (>= 0 and var place))
            return;
        bool meets = page.Messages.Any(message => conversation.Messages.IndexOf(message) is >= 0 and var known && known < place);
        bool isNone = page.Messages.All(message => conversation.Messages.IndexOf(message) >= 0);
        ChatMessage[] news = [.. page.Messages.Where(message => !message.IsIgnored && conversation.Messages.IndexOf(message) < 0)];
        foreach (ChatMessage message in news)
            message.IsMention = Concerns(conversation, message);
        conversation.Messages.Fill(place, news);
        gap.FilledTo = page.Messages.FirstOrDefault(message => message.Id is not null)?.Id ?? gap.FilledTo;
        gap.IsLost = !meets && (page.IsEnd || isNone);
        if (meets)
            conversation.Messages.RemoveGap(gap);
        conversation.Reading.Count(conversation.Messages);
        conversation.Recount();
        Changed?.Invoke();
    }
}
