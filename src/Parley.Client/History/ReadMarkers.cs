using System.Globalization;
using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Client.History;

/// <summary>Tells the server up to when this user has read each conversation, and learns it from the user's other devices.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/read-marker. The server tells a room's when it is joined; others are asked for.</remarks>
internal sealed class ReadMarkers(ChatClient client)
{
    private const string TimeFormat = "'timestamp='yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Who reads along in a busy room reads many messages in a second; other devices need not know each.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<Conversation> _due = [];
    private readonly Dictionary<Conversation, DateTimeOffset> _told = [];
    private ITimer? _pause;

    private Session? Session => client.Session is { IsRegistered: true } session && session.Has(Capability.ReadMarker) ? session : null;

    /// <summary>Asks for the marker of a direct conversation.</summary>
    public void Ask(Conversation direct) => Session?.Send("MARKREAD"u8, direct.Name);

    /// <summary>The server has welcomed this client: asks for those that other devices may have moved meanwhile.</summary>
    public void AskAll()
    {
        foreach (Conversation direct in client.Conversations.Directs.Where(direct => direct.Unread > 0 || direct.Messages.Count == 0))
            Ask(direct);
    }

    /// <summary><c>MARKREAD &lt;target&gt; timestamp=…|*</c>.</summary>
    public void Told(string target, string timestamp)
    {
        if (client.Find(target) is not { } conversation)
            return;
        bool isKnown = DateTimeOffset.TryParseExact(timestamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until);
        if (!isKnown && timestamp != "*")
            return;
        bool isOlder = conversation.Reading.Seen is { } seen && (!isKnown || until < seen);
        conversation.Reading.Told(isKnown ? until : null, conversation.Messages);
        conversation.Recount();
        // It was read here while there was no connection. Whom the server does not believe tells it once.
        if (isOlder && !(_told.TryGetValue(conversation, out DateTimeOffset told) && told >= conversation.Reading.Seen))
            Tell(conversation);
    }

    /// <summary>It was read here; the server hears of it within a second.</summary>
    public void Tell(Conversation conversation)
    {
        if (Session is null)
            return;
        _due.Add(conversation);
        if (_pause is null)
            SendDue();
    }

    /// <summary>The connection broke. What was read is told when the server says what it knows.</summary>
    public void ConnectionLost()
    {
        _due.Clear();
        _told.Clear();
        _pause?.Dispose();
        _pause = null;
    }

    private void SendDue()
    {
        foreach (Conversation conversation in _due)
            if (conversation.Reading.Seen is { } seen)
            {
                _told[conversation] = seen;
                Session?.Send("MARKREAD"u8, conversation.Name, seen.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            }
        _due.Clear();
        _pause ??= client.Options.Time.CreateTimer(_ => PauseEnded(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pause.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private void PauseEnded()
    {
        lock (client.Sync)
        {
            if (_due.Count > 0)
            {
                SendDue();
                return;
            }
            _pause?.Dispose();
            _pause = null;
        }
    }
}
