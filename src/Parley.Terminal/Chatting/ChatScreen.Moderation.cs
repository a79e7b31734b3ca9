using System.Globalization;
using Parley.Client.Rooms;
using Parley.Protocol;

namespace Parley.Terminal.Chatting;

internal sealed partial class ChatScreen
{
    /// <summary>Puts somebody out of the room and keeps them out; without a name: shows whom it keeps out.</summary>
    public void Ban(string name, string rest)
    {
        if (name.Length == 0)
        {
            _turns.Run(_ => TryAsync(ShowBansAsync));
            return;
        }
        if (_client.Find(Here) is not ClientRoom room)
        {
            Complain($"{Here} is no room.");
            return;
        }
        (string length, string after) = SlashCommand.CutWord(rest);
        bool ends = DurationText.TryParse(length, out TimeSpan lasts);
        if (ends && !_client.HasTimedBans())
        {
            Complain("This server knows no bans that end.");
            return;
        }
        string reason = ends ? after : rest;
        bool isThere = _client.FindMember(room, name) is not null;
        _client.Ban(room.Name, MaskOf(room, name), ends && lasts > TimeSpan.Zero ? lasts : null, reason);
        if (isThere)
            _client.Kick(room.Name, name, reason);
    }

    /// <summary>Takes a ban off the room's list.</summary>
    public void Unban(string name)
    {
        if (name.Length > 0)
            _client.SetMode(Here, false, 'b', WholeMask(name));
        else
            Complain("Try: /unban NAME; /ban shows who is kept out");
    }

    private async Task ShowBansAsync()
    {
        string room = Here;
        IReadOnlyList<RoomListEntry> bans = await _client.ListEntriesAsync(room, RoomListKind.Bans);
        _turns.Post(() =>
        {
            foreach (RoomListEntry ban in bans)
                Tell(Words(ban));
            Tell(bans.Count == 0 ? $"{room} keeps nobody out." : $"Kept out of {room}: {bans.Count}. /unban NAME lets somebody in again.");
        });
    }

    private string Words(RoomListEntry ban)
    {
        string by = ban.By is { } who ? $" by {who}" : "";
        string until = ban.Terms.Until is { } end
            ? string.Create(CultureInfo.InvariantCulture, $" until {TimeZoneInfo.ConvertTime(end, _client.Options.Time.LocalTimeZone):yyyy-MM-dd HH:mm}")
            : "";
        return $"{ban.Mask}{by}{until}{(ban.Terms.Reason is { } reason ? $": {reason}" : "")}";
    }

    // Who is there is known by more than the name.
    private string MaskOf(ClientRoom room, string name)
        => _client.FindMember(room, name) is { } member ? BanMask.Of(_client.Features, room, member)[0].Mask : WholeMask(name);

    private static string WholeMask(string name) => name.AsSpan().IndexOfAny("!@:") < 0 ? name + "!*@*" : name;
}
