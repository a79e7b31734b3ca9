using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Parley.Core.Messages;
using Parley.Core.Metadata;
using Parley.Core.Rooms;

namespace Parley.Core.Users;

/// <summary>Who somebody is, whatever number of sessions they have.</summary>
/// <remarks>The name changes through <see cref="UserDirectory"/> only, the rooms through <see cref="Room"/> only; all may be read from any thread.</remarks>
/// <param name="username">The user name given at registration.</param>
/// <param name="host">The address, or what stands for it.</param>
/// <param name="realName">The real name given at registration.</param>
/// <param name="since">When the user came.</param>
public sealed class User(string username, string host, string realName, DateTimeOffset since)
{
    // Who is invited more often than this has forgotten the first.
    private const int MaxInvitations = 50;

    // Weak: who has gone is forgotten.
    private ConditionalWeakTable<User, User>? _accepted;

    private ImmutableArray<IRoom> _rooms = [], _invitations = [];

    /// <summary>Who stands for a server where something needs a user: nobody whom others find, seen by the server's name.</summary>
    public static User OfServer(string name, DateTimeOffset since) => new("server", name, "", since) { Nickname = name, Mask = name };

    /// <summary>Tells this user from all others there ever were.</summary>
    public Guid Id { get; } = MessageId.New(since);

    /// <summary>The nickname; <c>*</c> until one is claimed.</summary>
    public string Nickname { get; private set; } = "*";

    /// <summary>The user name that the client gave at registration.</summary>
    public string Username => username;

    /// <summary>The address, or what stands for it.</summary>
    public string Host { get; private set; } = host;

    /// <summary>The address from which the user comes, for those whom <see cref="ShowsAddressTo"/> names.</summary>
    public string Address { get; init; } = host;

    /// <summary><c>nick!user@host</c>, by which others see this user.</summary>
    public string Mask { get; private set; } = $"*!{username}@{host}";

    /// <summary>The name of the account that the user has logged in to. Null: a guest.</summary>
    public string? Account { get; internal set; }

    /// <summary>Whether the user stays, in all rooms, when the last session has gone.</summary>
    public bool IsAlwaysOn { get; set; }

    /// <summary>Since when the user has had no session, and missed what was said. Null: it has one.</summary>
    public DateTimeOffset? AloneSince { get; set; }

    /// <summary>The real name.</summary>
    public string RealName { get; set; } = realName;

    /// <summary>Why the user is away. Null: the user is here.</summary>
    public string? Away { get; set; }

    /// <summary>What the user tells of themself.</summary>
    public MetadataSet Metadata { get; } = new();

    /// <summary>The user's modes.</summary>
    public UserModes Modes { get; set; }

    /// <summary>Mode i: those who share no room with the user find them by their nickname only.</summary>
    public bool IsInvisible => (Modes & UserModes.Invisible) != 0;

    /// <summary>Mode B: the user is a program.</summary>
    public bool IsBot => (Modes & UserModes.Bot) != 0;

    /// <summary>Mode o: the user runs the server.</summary>
    public bool IsOperator => (Modes & UserModes.Operator) != 0;

    /// <summary>The name given to OPER last. Null: none ever was.</summary>
    public string? OperatorName { get; set; }

    /// <summary>Whether everyone has been told that the user has gone. The name is about to be free.</summary>
    public bool HasGone { get; set; }

    /// <summary>When the user came.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>When the user last said something.</summary>
    public DateTimeOffset LastSpoke { get; set; } = since;

    /// <summary>The rooms that the user is in, in the order of joining.</summary>
    public ImmutableArray<IRoom> Rooms => _rooms;

    /// <summary>The rooms that let the user in whatever else they ask of newcomers, in the order of the invitations. Some may be no more.</summary>
    public ImmutableArray<IRoom> Invitations => _invitations;

    /// <summary>Whether that user may see where this one comes from.</summary>
    public bool ShowsAddressTo(User asker) => asker == this || asker.IsOperator;

    /// <summary>Whether that user finds this one by a mask: the invisible are found by those who share a room.</summary>
    public bool IsFoundBy(User asker) => asker == this || !IsInvisible || asker.Rooms.Intersect(_rooms).Any();

    /// <summary>Those who reach this user although mode R would keep them off, and who are still here.</summary>
    public IEnumerable<User> Accepted => _accepted?.Select(pair => pair.Key) ?? [];

    /// <summary>Lets that user send direct messages whatever the modes.</summary>
    public void Accept(User other) => LazyInitializer.EnsureInitialized(ref _accepted).AddOrUpdate(other, other);

    /// <summary>Lets that user do so no longer; false when nothing changes.</summary>
    public bool Unaccept(User other) => _accepted?.Remove(other) ?? false;

    /// <summary>Whether direct messages of that user are taken, as mode R and the exceptions from it say. Operators reach everybody.</summary>
    public bool TakesMessagesOf(User other)
        => (Modes & UserModes.RegisteredOnly) == 0 || other.Account is not null || other == this || other.IsOperator
            || (_accepted?.TryGetValue(other, out _) ?? false);

    /// <summary>What an event of this user at that time carries.</summary>
    public Stamp NewStamp(DateTimeOffset at) => new(MessageId.New(at), at, Mask, Account) { IsBot = IsBot };

    /// <summary>Taken, before any room's lock, by whoever gives the user another name or takes the last.</summary>
    internal Lock Naming { get; } = new();

    internal void Move(string host)
    {
        Host = host;
        Mask = $"{Nickname}!{username}@{host}";
    }

    internal void Name(string nickname)
    {
        Mask = $"{nickname}!{username}@{Host}";
        Nickname = nickname;
    }

    internal void Entered(IRoom room) => ImmutableInterlocked.Update(ref _rooms, rooms => rooms.Add(room));

    internal void Invite(IRoom room)
        => ImmutableInterlocked.Update(ref _invitations, rooms => [.. rooms.Remove(room).TakeLast(MaxInvitations - 1), room]);

    internal void Uninvite(IRoom room) => ImmutableInterlocked.Update(ref _invitations, rooms => rooms.Remove(room));

    internal void Left(IRoom room) => ImmutableInterlocked.Update(ref _rooms, rooms => rooms.Remove(room));
}
