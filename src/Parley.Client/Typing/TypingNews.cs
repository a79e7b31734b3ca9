using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Client.Typing;

/// <summary>Lets others know that this user is typing, and forgets who of them has stopped.</summary>
/// <remarks>Source: https://ircv3.net/specs/client-tags/typing. Nothing is sent to one target within <see cref="Between"/> of the last.</remarks>
internal sealed class TypingNews : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PauseAfter = TimeSpan.FromSeconds(5);

    private readonly ChatClient _client;
    private readonly ITimer _pause;
    private readonly ITimer _ends;
    private readonly Dictionary<Conversation, long> _last = [];
    private Conversation? _typing;
    private long _typed;

    public TypingNews(ChatClient client)
    {
        _client = client;
        _pause = client.Options.Time.CreateTimer(_ => Pause(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ends = client.Options.Time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The text that the person types has changed.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="isEmpty">Whether there is none now.</param>
    public void Typed(Conversation conversation, bool isEmpty)
    {
        _typed = _client.Options.Time.GetTimestamp();
        if (isEmpty)
        {
            if (_typing == conversation)
                Tell(conversation, "done");
            _typing = null;
        }
        else if (Tell(conversation, "active") || _typing is not null)
        {
            _typing = conversation;
            _pause.Change(PauseAfter, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The person types nothing any more that others are to know of.</summary>
    public void Stop()
    {
        if (_typing is { } conversation)
            Typed(conversation, isEmpty: true);
    }

    /// <summary>It was sent: that says by itself that nobody types any more.</summary>
    public void Sent() => _typing = null;

    /// <summary>Somebody else has begun.</summary>
    public void Began()
    {
        DateTimeOffset? next = _client.Conversations.All.Select(one => one.Typing.NextEnd).Min();
        if (next is { } at)
            _ends.Change(at > _client.Options.Time.GetUtcNow() ? at - _client.Options.Time.GetUtcNow() : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pause.Dispose();
        _ends.Dispose();
    }

    private void Pause()
    {
        lock (_client.Sync)
        {
            if (_typing is { } conversation && _client.Options.Time.GetElapsedTime(_typed) >= PauseAfter)
                Tell(conversation, "paused");
            _typing = null;
        }
    }

    private void Expire()
    {
        lock (_client.Sync)
        {
            bool any = false;
            foreach (Conversation conversation in _client.Conversations.All)
                any |= conversation.Typing.Expire();
            Began();
            if (any)
                _client.TellChanged();
        }
    }

    private bool Tell(Conversation conversation, string state)
    {
        bool isThere = conversation is not ClientRoom { IsJoined: false };
        if (!isThere || _client.State != ConnectionState.Online || _client.Session is not { } session || !session.Has(Capability.MessageTags)
            || (_last.TryGetValue(conversation, out long last) && _client.Options.Time.GetElapsedTime(last) < Between))
            return false;
        _last[conversation] = _client.Options.Time.GetTimestamp();
        session.Send(new LineTags { Typing = state }, "TAGMSG"u8, conversation.Name);
        return true;
    }
}
