using Parley.Client;
using Parley.Client.People;
using Parley.Client.Rooms;

namespace Parley.Web.Rooms;

/// <summary>A room that does not let the person in.</summary>
/// <param name="Room">Which.</param>
/// <param name="Code">The numeric that says why.</param>
/// <param name="IsByLink">Whether the person came by a link.</param>
public sealed record ClosedRoom(string Room, string Code, bool IsByLink = false)
{
    /// <summary>Why and until when the person is banned; null: the server has not said, or it is something else.</summary>
    public BanTerms? Terms { get; init; }
}

/// <summary>Who may come in where: the room that the person stands before, and who asks whom in.</summary>
public sealed class Doors
{
    // Whoever sends more than that is a nuisance.
    private const int Most = 20;

    private static readonly string[] Codes = ["403", "405", "437", "471", "473", "474", "475", "476", "477", "479", "480", "489", "520"];

    private readonly List<Invitation> _invitations = [];
    private readonly List<Knock> _knocks = [];

    /// <summary>The room that the person wanted to go into and may not; null: there is none.</summary>
    public ClosedRoom? Closed { get; set; }

    /// <summary>Whether the person has asked to be let into it, and what became of that: the numeric; null: not yet.</summary>
    public string? Asked { get; private set; }

    /// <summary>Where the person was asked to come in, the newest last.</summary>
    public IReadOnlyList<Invitation> Invitations => _invitations;

    /// <summary>Who asks to be let in, the newest last.</summary>
    public IReadOnlyList<Knock> Knocks => _knocks;

    /// <summary>Takes a word of the server that is about the door that the person wants to go through.</summary>
    /// <param name="notice">The word.</param>
    /// <param name="awaited">The room that the person has asked for; null: none.</param>
    /// <param name="client">The person's client.</param>
    /// <returns>Whether it is about that.</returns>
    public bool Take(ServerNotice notice, string? awaited, ChatClient client)
    {
        if (notice is not { Context: { } room, Code: { } code })
            return false;
        if (code is "711" or "712" or "713" or "714" && Closed is { } closed && client.IsSame(closed.Room, room))
        {
            Asked = code;
            return true;
        }
        if (notice.Kind != ServerNoticeKind.Error || !Codes.Contains(code) || awaited is null || !client.IsSame(awaited, room))
            return false;
        (Closed, Asked) = (new ClosedRoom(awaited, code, client.ComesByLink(awaited)) { Terms = notice.Terms }, null);
        return true;
    }

    /// <summary>Somebody asks the person in.</summary>
    public void Add(Invitation invitation)
    {
        Remove(invitation.Room);
        if (_invitations.Count >= Most)
            _invitations.RemoveAt(0);
        _invitations.Add(invitation);
    }

    /// <summary>Somebody asks to be let in.</summary>
    public void Add(Knock knock)
    {
        _knocks.RemoveAll(known => known.Room == knock.Room && known.From == knock.From);
        if (_knocks.Count >= Most)
            _knocks.RemoveAt(0);
        _knocks.Add(knock);
    }

    /// <summary>The person has answered, or is in that room.</summary>
    public void Remove(string room) => _invitations.RemoveAll(known => known.Room.Equals(room, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who is in by now is no longer asked in, and asks no longer.</summary>
    public void Settle(ChatClient client)
    {
        _invitations.RemoveAll(one => client.Find(one.Room) is ClientRoom { IsJoined: true });
        _knocks.RemoveAll(one => client.Find(one.Room) is ClientRoom room && client.FindMember(room, one.From) is not null);
    }

    /// <summary>The person has answered.</summary>
    public void Remove(Knock knock) => _knocks.Remove(knock);
}
