using System.Globalization;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Client.History;

/// <summary>Those who wait for a part of what was said before. An answer is known by its label; on a server without labels they come in order.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory. <see cref="CatchUps"/> has requests of its own.</remarks>
internal sealed class HistoryRequests(ChatClient client)
{
    private readonly List<HistoryRequest> _waiting = [];
    private long _number;

    /// <summary>Asks <c>CHATHISTORY &lt;subcommand&gt; &lt;target&gt; &lt;reference&gt; &lt;limit&gt;</c>.</summary>
    /// <exception cref="IOException">There is no connection or no history, the server refused, or the connection broke.</exception>
    public Task<HistoryPage> AskAsync(Conversation conversation, string subcommand, string reference, int limit)
    {
        if (client.State != ConnectionState.Online || client.Session is not { HasHistory: true } session)
            return Task.FromException<HistoryPage>(new IOException("What was said before cannot be had now"));
        bool labels = session.Has(Capability.LabeledResponse);
        // Which answer is whose could not be told.
        if (!labels && conversation.CatchUp is not null)
            return Task.FromException<HistoryPage>(new IOException("What was missed is being got"));
        int page = session.Features.HistoryPage is > 0 and var most && most < limit ? most : limit;
        var request = new HistoryRequest(conversation, subcommand, page);
        _waiting.Add(request);
        Ask(session, request, reference);
        return request.Answer.Task;
    }

    private void Ask(Session session, HistoryRequest request, string reference)
    {
        request.Mark = "p" + (++_number).ToString(CultureInfo.InvariantCulture);
        request.Extent.Clear();
        string? label = session.Has(Capability.LabeledResponse) ? request.Mark : null;
        session.Send(new LineTags(label), "CHATHISTORY"u8, request.Subcommand, request.Conversation.Name, reference, request.Limit.ToString(CultureInfo.InvariantCulture));
        // What is not answered before this has no answer.
        session.SendText("PING"u8, [], request.Mark);
    }

    /// <summary>The request that a batch answers; null: none does.</summary>
    public HistoryRequest? Of(Batch batch)
        => batch.Label is { } label ? _waiting.Find(one => one.Mark == label)
            : client.Session?.Has(Capability.LabeledResponse) == true || client.CatchUps.WaitingFor(batch.Target) is not null ? null
            : _waiting.Find(one => one.Conversation == client.Find(batch.Target));

    /// <summary>The answer has come whole.</summary>
    public bool Complete(Batch batch)
    {
        if (Of(batch) is not { } request)
            return false;
        // A page in which nobody said anything tells neither where the next one begins nor that there is none.
        if (request.Page.Count == 0 && !batch.IsEnd && request.Next is { } next && client.Session is { } session)
        {
            Ask(session, request, "msgid=" + next);
            return true;
        }
        _waiting.Remove(request);
        request.Answer.TrySetResult(new HistoryPage(request.Page, batch.IsEnd));
        return true;
    }

    /// <summary>A refusal; false when it is of none of these.</summary>
    public bool Refused(string? label, string reason)
    {
        HistoryRequest? request = label is null && client.Session?.Has(Capability.LabeledResponse) != true ? _waiting.FirstOrDefault() : _waiting.Find(one => one.Mark == label);
        return request is not null && Fail(request, reason);
    }

    /// <summary>A ping was answered.</summary>
    public void Passed(string mark)
    {
        if (_waiting.Find(one => one.Mark == mark) is { } request)
            Fail(request, "The server did not say what was said before");
    }

    public void ConnectionLost()
    {
        while (_waiting.Count > 0)
            Fail(_waiting[0], "The connection broke");
    }

    private bool Fail(HistoryRequest request, string reason)
    {
        _waiting.Remove(request);
        return request.Answer.TrySetException(new IOException(reason));
    }
}

/// <summary>One that waits.</summary>
internal sealed class HistoryRequest(Conversation conversation, string subcommand, int limit)
{
    // No honest server comes near; a hostile one shall not fill our memory.
    private const int Most = 2000;

    public Conversation Conversation { get; } = conversation;

    /// <summary>Its label, and the text of the ping behind it.</summary>
    public string Mark { get; set; } = "";

    public string Subcommand { get; } = subcommand;

    /// <summary>The most that is wanted at once.</summary>
    public int Limit { get; } = limit;

    /// <summary>The page that comes, with what is no message.</summary>
    public PageExtent Extent { get; } = new();

    /// <summary>From where on more may be asked for in the same direction, after a page without messages; null: nowhere.</summary>
    public string? Next => Subcommand switch { "BEFORE" => Extent.First, "AFTER" => Extent.Last, _ => null };

    public List<ChatMessage> Page { get; } = [];

    public TaskCompletionSource<HistoryPage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes a message of the answer; of one that is in the conversation, that.</summary>
    public void Take(ChatMessage message)
    {
        bool isFolded = message.Corrects is { } corrected && Page.Find(one => one.Id == corrected)?.IsCorrectedBy(message) == true;
        if (Page.Count < Most && !isFolded && !Conversation.IsFolded(message))
            Page.Add(message.Id is { } id && Conversation.Find(id) is { } known ? known : message);
    }
}
