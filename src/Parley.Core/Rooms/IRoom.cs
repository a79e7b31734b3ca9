using System.Collections.Immutable;
using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>How commands reach a room: here under a lock, in a cluster by a grain's turn. Each method is that of <see cref="Room"/>.</summary>
public interface IRoom
{
    /// <summary>The name as it was first written, or as the room was renamed.</summary>
    string Name { get; }

    /// <inheritdoc cref="Room.Join"/>
    ValueTask<RoomResult<Joined>> JoinAsync(Actor by, string? key);

    /// <inheritdoc cref="Room.History"/>
    ValueTask<HistoryRules> GetHistoryAsync();

    /// <inheritdoc cref="Room.SetHistory"/>
    ValueTask<Refusal> SetHistoryAsync(Actor by, HistoryRules rules);

    /// <inheritdoc cref="Room.ReadableSince"/>
    ValueTask<DateTimeOffset?> GetReadableSinceAsync(User user);

    /// <inheritdoc cref="Room.Show"/>
    ValueTask<RoomResult<Shown>> ShowAsync(Actor by);

    /// <inheritdoc cref="Room.Attach"/>
    ValueTask<RoomResult<Attached>> AttachAsync(Actor by);

    /// <inheritdoc cref="Room.Part"/>
    ValueTask<RoomResult<Parted>> PartAsync(Actor by, string reason);

    /// <inheritdoc cref="Room.Kick"/>
    ValueTask<RoomResult<Kicked>> KickAsync(Actor by, User target, string reason);

    /// <inheritdoc cref="Room.Invite"/>
    ValueTask<RoomResult<Invited>> InviteAsync(Actor by, User target);

    /// <inheritdoc cref="Room.AddLink"/>
    ValueTask<RoomResult<InviteLink>> AddLinkAsync(Actor by, string tokenHash, TimeSpan? lasts, int? uses);

    /// <inheritdoc cref="Room.LinksFor"/>
    ValueTask<RoomResult<IReadOnlyList<InviteLink>>> GetLinksAsync(User user);

    /// <inheritdoc cref="Room.RevokeLink"/>
    ValueTask<Refusal> RevokeLinkAsync(Actor by, string id);

    /// <inheritdoc cref="Room.Knock"/>
    ValueTask<RoomResult<Knocked>> KnockAsync(Actor by, string text);

    /// <inheritdoc cref="Room.SetTopic"/>
    ValueTask<RoomResult<TopicChanged>> SetTopicAsync(Actor by, string text);

    /// <inheritdoc cref="Room.ChangeModes"/>
    ValueTask<RoomResult<ModeOutcome>> ChangeModesAsync(Actor by, IReadOnlyList<ModeChange> wanted);

    /// <inheritdoc cref="Room.ModesFor"/>
    ValueTask<RoomResult<ModeState>> GetModesAsync(User user);

    /// <inheritdoc cref="Room.ListFor"/>
    ValueTask<RoomResult<IReadOnlyList<Ban>>> GetListAsync(User user, char letter);

    /// <inheritdoc cref="Room.Ban"/>
    ValueTask<RoomResult<BanSet>> BanAsync(Actor by, string mask, TimeSpan? lasts, string reason);

    /// <inheritdoc cref="Room.EndBans"/>
    ValueTask EndBansAsync(Actor by);

    /// <inheritdoc cref="Room.BanOf"/>
    ValueTask<Ban?> GetBanAsync(User user);

    /// <inheritdoc cref="Room.Claim"/>
    ValueTask<RoomResult<ModesChanged>> ClaimAsync(Actor by);

    /// <inheritdoc cref="Room.Release"/>
    ValueTask<Refusal> ReleaseAsync(Actor by);

    /// <inheritdoc cref="Room.Ownership"/>
    ValueTask<RoomOwnership?> GetOwnershipAsync();

    /// <inheritdoc cref="Room.Transfer"/>
    ValueTask<Refusal> TransferAsync(Actor by, string account);

    /// <inheritdoc cref="Room.Give"/>
    ValueTask<Refusal> GiveAsync(string account);

    /// <inheritdoc cref="Room.Close"/>
    ValueTask<Refusal> CloseAsync(Actor by, string reason);

    /// <inheritdoc cref="Room.Kept"/>
    ValueTask<KeptRoom> GetKeptAsync();

    /// <inheritdoc cref="Room.SetStanding"/>
    ValueTask<Refusal> SetStandingAsync(Actor by, string account, Rank rank);

    /// <inheritdoc cref="Room.Recognize"/>
    ValueTask<Refusal> RecognizeAsync(Actor by);

    /// <inheritdoc cref="Room.ForgetAccount"/>
    ValueTask ForgetAccountAsync(Actor by, string account);

    /// <inheritdoc cref="Room.RankOf"/>
    ValueTask<Rank> GetRankAsync(User user);

    /// <inheritdoc cref="Room.Forward"/>
    ValueTask<string?> GetForwardAsync();

    /// <inheritdoc cref="Room.Post"/>
    ValueTask<RoomResult<Message>> PostAsync(Actor by, Draft draft);

    /// <inheritdoc cref="Room.Relay"/>
    ValueTask<RoomResult<Message>> RelayAsync(Actor by, string nickname, Draft draft);

    /// <inheritdoc cref="Room.MetadataFor"/>
    ValueTask<RoomResult<ImmutableSortedDictionary<string, string>>> GetMetadataAsync(User user);

    /// <inheritdoc cref="Room.SetMetadata"/>
    ValueTask<RoomResult<MetadataChanged>> SetMetadataAsync(Actor by, string key, string? value);

    /// <inheritdoc cref="Room.Redact"/>
    ValueTask<RoomResult<Redacted>> RedactAsync(Actor by, Message message, string reason);

    /// <inheritdoc cref="Room.View"/>
    ValueTask<RoomView> GetViewAsync(User? viewer = null);

    /// <inheritdoc cref="Room.Summary"/>
    ValueTask<RoomSummary> GetSummaryAsync();
}
