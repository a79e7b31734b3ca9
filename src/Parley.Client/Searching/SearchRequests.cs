using Parley.Client.Connections;
using Parley.Client.Lines;
using Parley.Client.Messages;

namespace Parley.Client.Searching;

/// <summary>Those who wait for what a search finds, answered in the order they asked.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md.</remarks>
internal sealed class SearchRequests
{
    /// <summary>The type of the batch that is an answer.</summary>
    public const string Batch = "soju.im/search";

    private const string Action = "\u0001ACTION ";

    private readonly Queue<TaskCompletionSource<IReadOnlyList<FoundMessage>>> _waiting = new();
    private List<FoundMessage> _found = [];

    public Task<IReadOnlyList<FoundMessage>> Add()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<FoundMessage>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(answer);
        return answer.Task;
    }

    /// <summary><c>PRIVMSG|NOTICE &lt;target&gt; :&lt;text&gt;</c> in the batch of an answer.</summary>
    public void Take(ChatClient client, Session session, Said said)
    {
        bool isAction = said.Raw.StartsWith(Action, StringComparison.Ordinal), isOwn = client.IsMe(said.From.Nickname);
        string raw = isAction ? said.Raw[Action.Length..].TrimEnd('\u0001') : said.Raw;
        MessageKind kind = isAction ? MessageKind.Action : said.IsNotice ? MessageKind.Notice : MessageKind.Text;
        _found.Add(new FoundMessage(
            isOwn || session.Features.IsRoom(said.Target) ? said.Target : said.From.Nickname,
            new ChatMessage(kind, said.From, said.Target, raw, said.Time, MessageState.Received) { Id = said.Id, IsOwn = isOwn, IsOld = true, File = client.FileOf(raw) }));
    }

    /// <summary>The batch has ended.</summary>
    public void Complete()
    {
        if (_waiting.TryDequeue(out var first))
            first.TrySetResult(_found);
        _found = [];
    }

    public bool Refused(string reason) => End(new IOException(reason));

    public void ConnectionLost()
    {
        _found = [];
        while (End(new NoAnswerException("The connection broke before the server had found anything")))
        {
        }
    }

    private bool End(IOException why) => _waiting.TryDequeue(out var first) && first.TrySetException(why);
}
