using Parley.Client;
using Parley.Client.Messages;
using Parley.Client.People;
using Parley.Client.Rooms;

namespace Parley.Web.Moderation;

/// <summary>Keeps order in rooms: what is done about somebody, and how it is taken back. It is said when the server has done it.</summary>
public sealed class Order
{
    private readonly ChatClient _client;
    private readonly Toasts _toasts;
    private readonly List<Taken> _taken = [];

    /// <param name="client">The person's client.</param>
    /// <param name="toasts">Where it is said.</param>
    public Order(ChatClient client, Toasts toasts)
    {
        (_client, _toasts) = (client, toasts);
        client.MessageAdded += OnMessage;
    }

    /// <summary>Puts somebody out.</summary>
    public void Remove(ClientRoom room, string nickname, string reason)
    {
        _taken.Add(new Taken(room.Name, nickname, Measure.Remove, null));
        _client.Kick(room.Name, nickname, reason);
    }

    /// <summary>Puts somebody out and keeps them out.</summary>
    public void Ban(ClientRoom room, string nickname, string mask, string reason)
    {
        _taken.Add(new Taken(room.Name, nickname, Measure.Ban, mask));
        _client.SetMode(room.Name, true, 'b', mask);
        if (_client.FindMember(room, nickname) is not null)
            _client.Kick(room.Name, nickname, reason);
    }

    /// <summary>Silences somebody, and tells them why if there is a reason.</summary>
    public void Mute(ClientRoom room, string nickname, string mask, string reason)
    {
        if (_client.Features.MuteMask(mask) is not { } mute)
            return;
        _taken.Add(new Taken(room.Name, nickname, Measure.Mute, mute));
        _client.SetMode(room.Name, true, 'b', mute);
        if (reason.Length > 0)
            _client.Notify(nickname, Isolate.Into(ModerationTexts.MutedBecause, room.Name, reason));
    }

    /// <summary>Takes an entry off a room's list, and says so.</summary>
    public void Lift(ClientRoom room, char list, string mask)
    {
        _client.SetMode(room.Name, false, list, mask);
        string name = room.Name;
        _toasts.Show(ModerationTexts.EntryRemoved, () => _client.SetMode(name, true, list, mask));
    }

    private void OnMessage(Conversation conversation, ChatMessage message)
    {
        if (!message.IsOwn || message.IsOld)
            return;
        if (message is { Kind: MessageKind.Kicked, About: { } gone })
            Kicked(conversation.Name, gone);
        else if (message.Kind == MessageKind.Mode && Find(conversation.Name, taken => taken.Measure == Measure.Mute && message.Text.EndsWith(taken.Mask!, StringComparison.OrdinalIgnoreCase)) is { } muted)
            _toasts.Show(Say(ModerationTexts.WasMuted, muted), () => _client.SetMode(muted.Room, false, 'b', muted.Mask));
    }

    private void Kicked(string room, string nickname)
    {
        Taken taken = Find(room, one => one.Measure != Measure.Mute && _client.IsSame(one.Nickname, nickname)) ?? new Taken(room, nickname, Measure.Remove, null);
        _toasts.Show(Say(taken.Measure == Measure.Ban ? ModerationTexts.WasBanned : ModerationTexts.WasRemoved, taken), () =>
        {
            if (taken.Mask is { } mask)
                _client.SetMode(room, false, 'b', mask);
            _client.Invite(room, nickname);
        });
    }

    private static string Say(string text, Taken taken) => Isolate.Into(text, taken.Nickname, taken.Room);

    private Taken? Find(string room, Predicate<Taken> fits)
    {
        int index = _taken.FindIndex(taken => _client.IsSame(taken.Room, room) && fits(taken));
        if (index < 0)
            return null;
        Taken found = _taken[index];
        _taken.RemoveRange(0, index + 1);
        return found;
    }

    private sealed record Taken(string Room, string Nickname, Measure Measure, string? Mask);
}
