using System.Globalization;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Client.History;

/// <summary>Gets what was said while this client was away: of a room when it is joined, of direct conversations when it is welcomed.</summary>
/// <remarks>
/// <para>Who comes for the first time, and is logged in, gets the end of each direct conversation of the last weeks.</para>
/// <para>Source: https://ircv3.net/specs/extensions/chathistory. What is asked for begins a few messages before the last one known, so that
/// one of those in the answer shows that nothing between is missing; else there is a mark (<see cref="MessageKind.Gap"/>).</para>
/// <para>Behind each request goes a ping: when that is answered and the request is not, there is nothing to wait for.</para>
/// </remarks>
internal sealed class CatchUps(ChatClient client)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // More than one, since the last may have been taken back meanwhile.
    private const int Overlap = 3;

    // What is shown of a room that is entered for the first time.
    private const int FirstPage = 100;
    private const int MostPage = 500;

    // Of a page with fewer messages the one before is wanted too, but not for ever.
    private const int FewMessages = 20;
    private const int MostMore = 5;
    private const int MostTargets = 100;

    // What is shown of direct conversations that went on while no client ran: servers let nobody ask for much at once, and what the person
    // types stands behind it.
    private const int FirstTargets = 15;
    private const int FirstOfDirect = 30;
    private static readonly TimeSpan FirstSpan = TimeSpan.FromDays(28);

    // Clocks differ, and times are compared to the millisecond.
    private static readonly TimeSpan Fuzz = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Conversation?> _asked = [];
    private readonly List<string> _targets = [];
    private DateTimeOffset? _heard;
    private DateTimeOffset? _directsSince;
    private bool _directsWait;
    private long _number;

    /// <summary>The server said something at that time by its clock.</summary>
    public void Heard(DateTimeOffset at) => _heard = at > _heard ? at : _heard ?? at;

    /// <summary>The one that gets what the conversation missed. Null: it missed nothing, or has got it.</summary>
    public CatchUp? Of(Conversation conversation)
    {
        if (conversation.CatchUp is { IsFull: true })
        {
            AddGap(conversation);
            End(conversation);
        }
        return conversation.CatchUp ??= _directsWait && conversation is not ClientRoom ? new CatchUp() : null;
    }

    /// <summary>The conversation that waits for the history of that name. Null: none does.</summary>
    public Conversation? WaitingFor(string target) => client.Find(target) is { CatchUp.Mark: not null } waiting ? waiting : null;

    /// <summary>This client has come into a room.</summary>
    public void Begin(Session session, ClientRoom room)
    {
        if (!session.HasHistory || room.CatchUp is not null)
            return;
        room.CatchUp = new CatchUp();
        Ask(session, room, room.CatchUp);
    }

    /// <summary>The server has welcomed this client, or let it in to an account.</summary>
    public void BeginDirects(Session session)
    {
        if (!session.HasHistory || _directsWait || (_directsSince is null && client.Account is null))
            return;
        _directsWait = true;
        foreach (Conversation direct in client.Conversations.Directs)
            direct.CatchUp ??= new CatchUp();
        DateTimeOffset now = client.Options.Time.GetUtcNow();
        DateTimeOffset since = _directsSince ?? now - FirstSpan;
        string until = TimeReference((now > since ? now : since).AddDays(1));
        session.Send("CHATHISTORY"u8, "TARGETS", until, TimeReference(since), Number(MostTargets));
        Ping(session, null);
    }

    /// <summary>One with whom was spoken, of a list that comes.</summary>
    public void Listed(string target)
    {
        if (_directsWait && !client.IsRoom(target) && !client.Ignored.Contains(target, null) && _targets.Count < MostTargets)
            _targets.Add(target);
    }

    /// <summary>That was all of the list.</summary>
    public void AllListed(Session session)
    {
        _directsWait = false;
        // The one that was talked with last is the last of the list.
        foreach (string target in _directsSince is null ? _targets.TakeLast(FirstTargets) : _targets)
        {
            Conversation direct = client.Conversations.OpenDirect(target);
            if (direct.Messages.Count > 0)
                client.ReadMarkers.Ask(direct);
            direct.CatchUp ??= new CatchUp();
            if (direct.CatchUp.Mark is null)
                Ask(session, direct, direct.CatchUp);
        }
        _targets.Clear();
        foreach (Conversation direct in client.Conversations.Directs.Where(direct => direct.CatchUp is { Mark: null }).ToArray())
            End(direct);
    }

    /// <summary>A page of history has come whole.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="target">Whose.</param>
    /// <param name="isEnd">Whether the server says that there is no more.</param>
    public void PageEnded(Session session, string target, bool isEnd)
    {
        if (WaitingFor(target) is not { CatchUp: { } catchUp } conversation)
            return;
        catchUp.Mark = null;
        // Who comes into a room wants to read something, however many came and went since.
        if (catchUp is { IsOnePage: true, HasOthers: true, More: < MostMore, Extent.First: { } first } && !isEnd && catchUp.Page.Count < FewMessages)
        {
            catchUp.More++;
            catchUp.BeginOlder();
            AskBefore(session, conversation, "msgid=" + first);
            return;
        }
        if (catchUp.ExpectsKnown && !catchUp.Page.Exists(one => one.Message.Id is { } id && conversation.Messages.Contains(id)))
            AddGap(conversation);
        catchUp.ExpectsKnown = false;
        (string? last, int taken) = (catchUp.Extent.Last, catchUp.Extent.Count);
        // What was kept from an earlier visit may have been changed or taken back since.
        if (catchUp.IsOnePage)
        {
            conversation.Messages.ForgetRecalled();
            conversation.Reading.Count(conversation.Messages);
            conversation.Recount();
        }
        foreach ((ChatMessage message, string? token) in catchUp.Page)
        {
            catchUp.ReleaseUpTo(message.Id);
            if (token is null || !client.Outgoing.Found(conversation, token, message))
                client.AddNow(conversation, message);
        }
        catchUp.BeginNewer();
        catchUp.Count += taken;
        if (isEnd || taken == 0 || last is null || catchUp.IsOnePage)
        {
            conversation.IsWhole |= isEnd && catchUp.IsOnePage && !conversation.Messages.Any(static message => message.Kind == MessageKind.Gap);
            End(conversation);
        }
        else if (catchUp.Count < client.Options.MessagesKept)
            AskAfter(session, conversation, "msgid=" + last);
        else
        {
            // Nobody reads more than that, and nothing older would be kept here.
            AddGap(conversation);
            AskLatest(session, conversation, catchUp);
        }
    }

    /// <summary>A ping was answered.</summary>
    public void Passed(string mark)
    {
        if (!_asked.Remove(mark, out Conversation? conversation))
            return;
        if (conversation is null)
        {
            if (_directsWait)
                AllListed(client.Session!);
        }
        else if (conversation.CatchUp is { } catchUp && catchUp.Mark == mark)
        {
            // Of a room that is new nobody expects more than what is said from now on.
            if (!catchUp.IsOnePage)
                AddGap(conversation);
            End(conversation);
        }
    }

    /// <summary>The connection broke. What waited comes again with the next one, if there is one.</summary>
    public void ConnectionLost(bool comesBack)
    {
        if (!_directsWait && client.Conversations.Directs.All(direct => direct.CatchUp is null))
            _directsSince = (_heard ?? client.Options.Time.GetUtcNow()) - Fuzz;
        _directsWait = false;
        foreach (Conversation conversation in client.Conversations.All.Where(one => one.CatchUp is not null).ToArray())
            if (comesBack)
                conversation.CatchUp = null;
            else
                End(conversation);
        _asked.Clear();
        _targets.Clear();
    }

    private static void End(Conversation conversation)
    {
        CatchUp? catchUp = conversation.CatchUp;
        conversation.CatchUp = null;
        catchUp?.Release();
    }

    private void Ask(Session session, Conversation conversation, CatchUp catchUp)
    {
        string[] known = [.. conversation.Messages.Reverse().Where(message => message is { IsSaid: true, Id: not null, IsRecalled: false }).Take(Overlap).Select(message => message.Id!)];
        catchUp.ExpectsKnown = known.Length > 1;
        if (known.Length > 0)
            AskAfter(session, conversation, "msgid=" + known[^1]);
        else if (SinceWhen(conversation) is { } since)
            AskAfter(session, conversation, TimeReference(since));
        else
            AskLatest(session, conversation, catchUp);
    }

    // Of a conversation in which nothing was said yet. Null: this client has not been there before.
    private DateTimeOffset? SinceWhen(Conversation conversation)
    {
        if (conversation is not ClientRoom)
            return _directsSince;
        ChatMessage[] joined = [.. conversation.Messages.Where(message => message is { Kind: MessageKind.Joined, IsOwn: true }).Take(2)];
        return joined.Length > 1 ? joined[0].Time - Fuzz : null;
    }

    private void AskLatest(Session session, Conversation conversation, CatchUp catchUp)
    {
        catchUp.IsOnePage = true;
        session.Send("CHATHISTORY"u8, "LATEST", conversation.Name, "*", Number(Math.Min(conversation is ClientRoom ? FirstPage : FirstOfDirect, PageOf(session))));
        Ping(session, conversation);
    }

    private void AskBefore(Session session, Conversation conversation, string reference)
    {
        session.Send("CHATHISTORY"u8, "BEFORE", conversation.Name, reference, Number(Math.Min(FirstPage, PageOf(session))));
        Ping(session, conversation);
    }

    private void AskAfter(Session session, Conversation conversation, string reference)
    {
        session.Send("CHATHISTORY"u8, "AFTER", conversation.Name, reference, Number(PageOf(session)));
        Ping(session, conversation);
    }

    private void Ping(Session session, Conversation? conversation)
    {
        string mark = "h" + Number(++_number);
        if (conversation?.CatchUp is { } catchUp)
            catchUp.Mark = mark;
        _asked[mark] = conversation;
        session.SendText("PING"u8, [], mark);
    }

    private void AddGap(Conversation conversation)
        => client.AddNow(conversation, new ChatMessage(
            MessageKind.Gap, new SourceMask("", null, null), conversation.Name, "", client.Options.Time.GetUtcNow(), MessageState.Received));

    private static int PageOf(Session session) => session.Features.HistoryPage is > 0 and < MostPage and var page ? page : MostPage;

    private static string TimeReference(DateTimeOffset at) => "timestamp=" + at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
