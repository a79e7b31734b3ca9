using Parley.Client;
using Parley.Client.Messages;
using Parley.Client.People;
using Parley.Client.Rooms;

namespace Parley.Web.Moderation;

/// <summary>Keeps order in rooms: what is done about somebody, and how it is taken back. It is said when the server has done it.</summary>
public sealed class Order
{
    // A server that has not done it by then has refused it in words that are not understood, or has done it before.
    private static readonly TimeSpan Awaited = TimeSpan.FromSeconds(15);

    private readonly ChatClient _client;
    private readonly Toasts _toasts;
    private readonly List<Taken> _taken = [];

    /// <param name="client">The person's client.</param>
    /// <param name="toasts">Where it is said.</param>
    public Order(ChatClient client, Toasts toasts)
    {
        (_client, _toasts) = (client, toasts);
        client.MessageAdded += OnMessage;
        client.Notice += OnNotice;
    }

    /// <summary>Puts somebody out.</summary>
    public void Remove(ClientRoom room, string nickname, string reason)
    {
        Await(new Taken(room.Name, nickname, Measure.Remove, null, IsThere: true));
        _client.Kick(room.Name, nickname, reason);
    }

    /// <summary>Puts somebody out and keeps them out; <paramref name="lasts"/> null: until that is lifted.</summary>
    public void Ban(ClientRoom room, string nickname, string mask, string reason, TimeSpan? lasts = null)
    {
        bool isThere = _client.FindMember(room, nickname) is not null;
        Await(new Taken(room.Name, nickname, Measure.Ban, mask, isThere));
        _client.Ban(room.Name, mask, lasts, reason);
        if (isThere)
            _client.Kick(room.Name, nickname, reason);
    }

    /// <summary>Silences somebody, and tells them why if there is a reason; <paramref name="lasts"/> null: until that is lifted.</summary>
    public void Mute(ClientRoom room, string nickname, string mask, string reason, TimeSpan? lasts = null)
    {
        if (_client.Features.MuteMask(mask) is not { } mute)
            return;
        Await(new Taken(room.Name, nickname, Measure.Mute, mute, IsThere: true));
        _client.Ban(room.Name, mute, lasts, reason);
        if (reason.Length > 0)
            _client.Notify(nickname, Isolate.Into(ModerationTexts.MutedBecause, room.Name, reason));
    }

    /// <summary>Takes an entry off a room's list, and says so.</summary>
    public void Lift(ClientRoom room, char list, RoomListEntry entry)
    {
        _client.SetMode(room.Name, false, list, entry.Mask);
        string name = room.Name;
        _toasts.Show(ModerationTexts.EntryRemoved, () => Restore(name, list, entry));
    }

    private void Restore(string room, char list, RoomListEntry entry)
    {
        TimeSpan? left = entry.Terms.Until - _client.Options.Time.GetUtcNow();
        if (list != 'b')
            _client.SetMode(room, true, list, entry.Mask);
        else if (left is null || left >= TimeSpan.FromSeconds(1))
            _client.Ban(room, entry.Mask, left, entry.Terms.Reason ?? "");
    }

    private void Await(Taken taken) => _taken.Add(taken with { At = _client.Options.Time.GetTimestamp() });

    private void OnMessage(Conversation conversation, ChatMessage message)
    {
        if (!message.IsOwn || message.IsOld)
            return;
        if (message is { Kind: MessageKind.Kicked, About: { } gone })
            Kicked(conversation.Name, gone);
        else if (message.Kind == MessageKind.Mode && message.Text.StartsWith("+b", StringComparison.Ordinal)
            && Find(conversation.Name, taken => taken.Mask is { } mask && !taken.IsTold && message.Text.EndsWith(" " + mask, StringComparison.OrdinalIgnoreCase)) is { } done)
            Listed(done);
    }

    // Their mask stands on the room's list.
    private void Listed(Taken taken)
    {
        _taken.Remove(taken);
        bool isBan = taken.Measure == Measure.Ban;
        if (isBan && taken.IsThere)
            _taken.Add(taken with { IsTold = true });
        Tell(isBan ? ModerationTexts.WasBanned : ModerationTexts.WasMuted, taken, () =>
        {
            _client.SetMode(taken.Room, false, 'b', taken.Mask);
            if (isBan && taken.IsThere)
                _client.Invite(taken.Room, taken.Nickname);
        });
    }

    private void Kicked(string room, string nickname)
    {
        Taken? taken = Find(room, one => one.Measure != Measure.Mute && _client.IsSame(one.Nickname, nickname));
        if (taken is not null)
            _taken.Remove(taken);
        if (taken is not { IsTold: true })
            Tell(ModerationTexts.WasRemoved, new Taken(room, nickname, Measure.Remove, null, IsThere: true), () => _client.Invite(room, nickname));
    }

    // Answers come in the order of what was asked: it is about the named one, else about the first that has no answer.
    private void OnNotice(ServerNotice notice)
    {
        // Whom it concerned stood on the list before, so that nothing else comes.
        if (IsChange(notice))
        {
            _taken.RemoveAll(taken => taken.Mask is not null && !taken.IsTold && Names(notice, taken.Room));
            _toasts.Show(ModerationTexts.EntryChanged);
        }
        if (notice.Code is not ("401" or "403" or "441" or "442" or "472" or "478" or "481" or "482" or "484" or "485" or "696" or "697" or "972"))
            return;
        int refused = _taken.FindIndex(taken => Names(notice, taken.Room) && Names(notice, taken.Nickname));
        if (refused < 0)
            refused = _taken.FindIndex(taken => Names(notice, taken.Room) && !taken.IsTold);
        if (refused >= 0)
            _taken.RemoveAt(refused);
    }

    /// <summary>Whether it says that a ban has another reason and end.</summary>
    internal static bool IsChange(ServerNotice notice) => notice is { Code: "CHANGED", Kind: ServerNoticeKind.Info, Parameters: ["TBAN", ..] };

    private bool Names(ServerNotice notice, string name) => notice.Parameters.Any(one => _client.IsSame(one, name));

    private void Tell(string text, Taken taken, Action undo) => _toasts.Show(Isolate.Into(text, taken.Nickname, taken.Room), undo);

    private Taken? Find(string room, Predicate<Taken> fits)
    {
        _taken.RemoveAll(taken => _client.Options.Time.GetElapsedTime(taken.At) > Awaited);
        return _taken.FindLast(taken => _client.IsSame(taken.Room, room) && fits(taken));
    }

    private sealed record Taken(string Room, string Nickname, Measure Measure, string? Mask, bool IsThere)
    {
        public long At { get; init; }

        public bool IsTold { get; init; }
    }
}
