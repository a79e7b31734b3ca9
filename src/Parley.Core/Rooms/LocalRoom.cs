using System.Collections.Immutable;
using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>A room of this process: its lock makes each caller the one writer in turn, and every method completes at once.</summary>
internal sealed class LocalRoom : IRoom
{
    // Clocks are set while timers run.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1), ShortestWait = TimeSpan.FromMilliseconds(1);

    private static long _lastOrder;

    private readonly Room _room;
    private readonly Action<LocalRoom> _gone, _bansDue;
    private readonly TimeProvider _time;
    private volatile string _name;
    private ITimer? _banEnd;

    /// <param name="name">Its name.</param>
    /// <param name="rules">What is laid down for it.</param>
    /// <param name="turn">The lock.</param>
    /// <param name="feed">Hears of everything that happens, under the lock.</param>
    /// <param name="past">What the room was before it begins now.</param>
    /// <param name="keep">Where it is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gone">Called, outside the lock, when the last member has left.</param>
    /// <param name="bansDue">Called, outside the lock, when a ban may have ended by itself.</param>
    public LocalRoom(
        string name, RoomRules rules, Lock turn, RoomFeed feed, RoomPast past, IRoomStore keep, TimeProvider time, Action<LocalRoom> gone, Action<LocalRoom> bansDue)
    {
        (_name, Turn, _gone, _bansDue, _time) = (name, turn, gone, bansDue, time);
        _room = new Room(this, rules, feed, past, keep, time);
        AwaitBanEnd();
    }

    public string Name => _name;

    /// <inheritdoc cref="Room.Asleep"/>
    public KeptRoom? Asleep => _room.Asleep;

    /// <summary>Whoever needs several rooms at once takes their locks in the order of this number, so that no two wait for each other.</summary>
    public long Order { get; } = Interlocked.Increment(ref _lastOrder);

    /// <summary>The lock.</summary>
    public Lock Turn { get; }

    public ValueTask<RoomResult<Joined>> JoinAsync(Actor by, string? key)
    {
        RoomResult<Joined> result;
        lock (Turn)
            result = _room.Join(by, key);
        GiveUpIfGone();
        return new(result);
    }

    public ValueTask<HistoryRules> GetHistoryAsync()
    {
        lock (Turn)
            return new(_room.History);
    }

    public ValueTask<Refusal> SetHistoryAsync(Actor by, HistoryRules rules)
    {
        lock (Turn)
            return new(_room.SetHistory(by, rules));
    }

    public ValueTask<DateTimeOffset?> GetReadableSinceAsync(User user)
    {
        lock (Turn)
            return new(_room.ReadableSince(user));
    }

    /// <inheritdoc cref="Room.Return"/>
    public void Return(User user, Home home)
    {
        lock (Turn)
            _room.Return(user, home);
    }

    /// <inheritdoc cref="Room.HomeOf"/>
    public Home? HomeOf(User user)
    {
        lock (Turn)
            return _room.HomeOf(user);
    }

    public ValueTask<RoomResult<Shown>> ShowAsync(Actor by)
    {
        lock (Turn)
            return new(_room.Show(by));
    }

    public ValueTask<RoomResult<Attached>> AttachAsync(Actor by)
    {
        lock (Turn)
            return new(_room.Attach(by));
    }

    public ValueTask<RoomResult<Parted>> PartAsync(Actor by, string reason)
    {
        RoomResult<Parted> result;
        lock (Turn)
            result = _room.Part(by, reason);
        GiveUpIfGone();
        return new(result);
    }

    public ValueTask<RoomResult<Kicked>> KickAsync(Actor by, User target, string reason)
    {
        RoomResult<Kicked> result;
        lock (Turn)
            result = _room.Kick(by, target, reason);
        GiveUpIfGone();
        return new(result);
    }

    public ValueTask<RoomResult<Invited>> InviteAsync(Actor by, User target)
    {
        lock (Turn)
            return new(_room.Invite(by, target));
    }

    public ValueTask<RoomResult<InviteLink>> AddLinkAsync(Actor by, string tokenHash, TimeSpan? lasts, int? uses)
    {
        lock (Turn)
            return new(_room.AddLink(by, tokenHash, lasts, uses));
    }

    public ValueTask<RoomResult<IReadOnlyList<InviteLink>>> GetLinksAsync(User user)
    {
        lock (Turn)
            return new(_room.LinksFor(user));
    }

    public ValueTask<Refusal> RevokeLinkAsync(Actor by, string id)
    {
        lock (Turn)
            return new(_room.RevokeLink(by, id));
    }

    public ValueTask<RoomResult<Knocked>> KnockAsync(Actor by, string text)
    {
        lock (Turn)
            return new(_room.Knock(by, text));
    }

    public ValueTask<RoomResult<TopicChanged>> SetTopicAsync(Actor by, string text)
    {
        lock (Turn)
            return new(_room.SetTopic(by, text));
    }

    public ValueTask<RoomResult<ModeOutcome>> ChangeModesAsync(Actor by, IReadOnlyList<ModeChange> wanted)
    {
        lock (Turn)
            return new(_room.ChangeModes(by, wanted));
    }

    public ValueTask<RoomResult<ModeState>> GetModesAsync(User user)
    {
        lock (Turn)
            return new(_room.ModesFor(user));
    }

    public ValueTask<RoomResult<IReadOnlyList<Ban>>> GetListAsync(User user, char letter)
    {
        lock (Turn)
            return new(_room.ListFor(user, letter));
    }

    public ValueTask<RoomResult<BanSet>> BanAsync(Actor by, string mask, TimeSpan? lasts, string reason)
    {
        lock (Turn)
        {
            RoomResult<BanSet> result = _room.Ban(by, mask, lasts, reason);
            AwaitBanEnd();
            return new(result);
        }
    }

    public ValueTask EndBansAsync(Actor by)
    {
        lock (Turn)
        {
            try
            {
                _room.EndBans(by);
            }
            finally
            {
                AwaitBanEnd();
            }
        }
        return default;
    }

    public ValueTask<Ban?> GetBanAsync(User user)
    {
        lock (Turn)
            return new(_room.BanOf(user));
    }

    public ValueTask<RoomResult<ModesChanged>> ClaimAsync(Actor by)
    {
        lock (Turn)
            return new(_room.Claim(by));
    }

    public ValueTask<Refusal> ReleaseAsync(Actor by)
    {
        Refusal refusal;
        lock (Turn)
            refusal = _room.Release(by);
        GiveUpIfGone();
        return new(refusal);
    }

    public ValueTask<RoomOwnership?> GetOwnershipAsync()
    {
        lock (Turn)
            return new(_room.Ownership);
    }

    public ValueTask<Refusal> TransferAsync(Actor by, string account)
    {
        lock (Turn)
            return new(_room.Transfer(by, account));
    }

    public ValueTask<Refusal> GiveAsync(string account)
    {
        lock (Turn)
            return new(_room.Give(account));
    }

    public ValueTask<Refusal> CloseAsync(Actor by, string reason)
    {
        Refusal refusal;
        lock (Turn)
            refusal = _room.Close(by, reason);
        GiveUpIfGone();
        return new(refusal);
    }

    public ValueTask<KeptRoom> GetKeptAsync()
    {
        lock (Turn)
            return new(_room.Kept);
    }

    public ValueTask<Refusal> SetStandingAsync(Actor by, string account, Rank rank)
    {
        lock (Turn)
            return new(_room.SetStanding(by, account, rank));
    }

    public ValueTask<Refusal> RecognizeAsync(Actor by)
    {
        lock (Turn)
            return new(_room.Recognize(by));
    }

    public ValueTask ForgetAccountAsync(Actor by, string account)
    {
        lock (Turn)
            _room.ForgetAccount(by, account);
        GiveUpIfGone();
        return default;
    }

    public ValueTask<Rank> GetRankAsync(User user)
    {
        lock (Turn)
            return new(_room.RankOf(user));
    }

    public ValueTask<string?> GetForwardAsync()
    {
        lock (Turn)
            return new(_room.Forward);
    }

    public ValueTask<RoomResult<Message>> PostAsync(Actor by, Draft draft)
    {
        lock (Turn)
            return new(_room.Post(by, draft));
    }

    public ValueTask<RoomResult<Message>> RelayAsync(Actor by, string nickname, Draft draft)
    {
        lock (Turn)
            return new(_room.Relay(by, nickname, draft));
    }

    public ValueTask<RoomResult<ImmutableSortedDictionary<string, string>>> GetMetadataAsync(User user)
    {
        lock (Turn)
            return new(_room.MetadataFor(user));
    }

    public ValueTask<RoomResult<MetadataChanged>> SetMetadataAsync(Actor by, string key, string? value)
    {
        lock (Turn)
            return new(_room.SetMetadata(by, key, value));
    }

    public ValueTask<RoomResult<Redacted>> RedactAsync(Actor by, Message message, string reason)
    {
        lock (Turn)
            return new(_room.Redact(by, message, reason));
    }

    public ValueTask<RoomView> GetViewAsync(User? viewer = null)
    {
        lock (Turn)
            return new(_room.View(viewer));
    }

    public ValueTask<RoomSummary> GetSummaryAsync()
    {
        lock (Turn)
            return new(_room.Summary());
    }

    /// <inheritdoc cref="Room.WhyNotRename"/>
    /// <remarks>Only under the lock.</remarks>
    public Refusal WhyNotRename(Actor by) => _room.WhyNotRename(by);

    /// <summary>Gives the room another name. Only under the lock, and when the name is free and nothing else is against it.</summary>
    public RoomRenamed Rename(Actor by, string name, string reason)
    {
        string before = _name;
        _name = name;
        return _room.Renamed(by, before, reason);
    }

    /// <inheritdoc cref="Room.Detach"/>
    public void Detach(Actor by)
    {
        lock (Turn)
            _room.Detach(by);
    }

    /// <summary>Tells the room of something that happened to one of its members.</summary>
    public void Tell(Actor by, UserNotice notice)
    {
        lock (Turn)
            _room.Tell(by, notice);
        GiveUpIfGone();
    }

    private void AwaitBanEnd()
    {
        if (_room.NextBanEnd is not { } end)
            return;
        TimeSpan wait = end - _time.GetUtcNow();
        _banEnd ??= _time.CreateTimer(static room => ((LocalRoom)room!)._bansDue((LocalRoom)room), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _banEnd.Change(wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }

    private void GiveUpIfGone()
    {
        if (!_room.IsGone)
            return;
        // The timer would hold the room, and all that it was, until it fires.
        lock (Turn)
            _banEnd?.Dispose();
        _gone(this);
    }
}
