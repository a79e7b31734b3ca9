using System.Collections.ObjectModel;

namespace Parley.Client.Rooms;

/// <summary>All rooms and direct conversations of a client, and who waits to be in one.</summary>
internal sealed class Conversations(ChatClientOptions options)
{
    // No honest server comes near; a hostile one shall not fill our memory.
    private const int MaxRooms = 1000;
    private const int MaxDirects = 200;

    private readonly List<(string Room, TaskCompletionSource<ClientRoom> Joined)> _waiting = [];

    private readonly Dictionary<string, string> _refused = [];
    private string? _ended;

    public ObservableCollection<ClientRoom> Rooms { get; } = [];

    public ObservableCollection<Conversation> Directs { get; } = [];

    /// <summary>Called with a direct conversation that has begun.</summary>
    public Action<Conversation>? DirectOpened { get; set; }

    /// <summary>Called when somebody begins to type in one of them.</summary>
    public Action? TypingBegan { get; set; }

    /// <summary>All of them.</summary>
    public IEnumerable<Conversation> All => Rooms.Concat(Directs);

    /// <summary>Makes the key of a name; that of the connection's server.</summary>
    public Func<string, string> Fold { get; private set; } = static name => name;

    /// <summary>Takes another server's idea of which names are one.</summary>
    public void Rekey(Func<string, string> fold)
    {
        Fold = fold;
        foreach (Conversation conversation in All)
            conversation.Key = fold(conversation.Name);
    }

    public ClientRoom? FindRoom(string name)
    {
        string key = Fold(name);
        return Rooms.FirstOrDefault(room => room.Key == key);
    }

    public Conversation? FindDirect(string nickname)
    {
        string key = Fold(nickname);
        return Directs.FirstOrDefault(direct => direct.Key == key);
    }

    /// <summary>A room that is not shown yet.</summary>
    public ClientRoom New(string name) => new(name, Fold(name), options) { Typing = { Began = TypingBegan } };

    public ClientRoom? Open(string name)
    {
        _refused.Remove(Fold(name));
        ClientRoom? room = FindRoom(name);
        if (room is null && Rooms.Count < MaxRooms)
            Rooms.Add(room = New(name));
        return room;
    }

    public Conversation OpenDirect(string nickname)
    {
        if (FindDirect(nickname) is { } known)
            return known;
        if (Directs.Count >= MaxDirects)
            Directs.RemoveAt(0);
        var direct = new Conversation(nickname, Fold(nickname), options) { Typing = { Began = TypingBegan } };
        Directs.Add(direct);
        DirectOpened?.Invoke(direct);
        return direct;
    }

    /// <summary>The other of a direct conversation has another nickname; a conversation under that name already stays apart.</summary>
    public void Rename(Conversation direct, string nickname)
    {
        if (FindDirect(nickname) is null || Fold(nickname) == direct.Key)
            (direct.Name, direct.Key) = (nickname, Fold(nickname));
    }

    /// <summary>Every joined room that this nickname is in, with its member.</summary>
    public IEnumerable<(ClientRoom Room, Member Member)> With(string nickname)
    {
        string key = Fold(nickname);
        foreach (ClientRoom room in Rooms)
            if (room.Members.Find(key) is { } member)
                yield return (room, member);
    }

    public Task<ClientRoom> WhenJoined(string name)
    {
        if (FindRoom(name) is { IsJoined: true } room)
            return Task.FromResult(room);
        if ((_ended ?? _refused.GetValueOrDefault(Fold(name))) is { } reason)
            return Task.FromException<ClientRoom>(Refusal(name, reason));
        var joined = new TaskCompletionSource<ClientRoom>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((name, joined));
        return joined.Task;
    }

    public bool IsAwaited(string name)
    {
        string key = Fold(name);
        return _waiting.Exists(one => Fold(one.Room) == key);
    }

    public void Joined(ClientRoom room)
    {
        foreach (TaskCompletionSource<ClientRoom> joined in TakeWaiting(room.Key))
            joined.TrySetResult(room);
    }

    public void Refused(string name, string reason)
    {
        if (FindRoom(name) is { IsJoined: false, Messages.Count: 0 } room)
            Rooms.Remove(room);
        // For whoever asks only now whether the room was joined.
        if (_refused.Count < MaxRooms)
            _refused[Fold(name)] = reason;
        foreach (TaskCompletionSource<ClientRoom> joined in TakeWaiting(Fold(name)))
            joined.TrySetException(Refusal(name, reason));
    }

    /// <summary>The connection is away: nobody is known to be anywhere.</summary>
    public void Leave()
    {
        foreach (ClientRoom room in Rooms)
            room.Leave();
    }

    /// <summary>There will be no other connection.</summary>
    public void End(string problem)
    {
        _ended = problem;
        foreach ((string room, TaskCompletionSource<ClientRoom> joined) in _waiting)
            joined.TrySetException(Refusal(room, problem));
        _waiting.Clear();
    }

    private static IOException Refusal(string room, string reason) => new($"{room}: {reason}");

    private List<TaskCompletionSource<ClientRoom>> TakeWaiting(string key)
    {
        List<TaskCompletionSource<ClientRoom>> taken = [.. _waiting.Where(one => Fold(one.Room) == key).Select(one => one.Joined)];
        _waiting.RemoveAll(one => Fold(one.Room) == key);
        return taken;
    }
}
