using Parley.Core.Storage;

namespace Parley.Core.History;

/// <summary>Everything that was said and happened, as far as it is kept.</summary>
public interface IHistory
{
    /// <summary>The latest time of what was kept last before the process began. The least there is: nothing was.</summary>
    DateTimeOffset Latest { get; }

    /// <summary>The conversation of the room of that name; begins if there is none.</summary>
    IConversation OfRoom(string name);

    /// <summary>No message that is kept names the file of that id any more, as those that did were kept long enough. On any thread.</summary>
    event Action<string>? FileForgotten;

    /// <summary>The names of the rooms of which anything may be kept, folded.</summary>
    IEnumerable<string> RoomNames { get; }

    /// <summary>A room has another name and takes its conversation along. What was kept under the new name is forgotten.</summary>
    void RenameRoom(string from, string to);

    /// <summary>Forgets what was said and happened in the room.</summary>
    /// <param name="name">The room.</param>
    /// <param name="onlyIfSilent">Not if something was said there.</param>
    void ForgetRoom(string name, bool onlyIfSilent = false);

    /// <summary>What is kept of a room from now on, as far as the history itself keeps no less. Never blocks.</summary>
    void Retain(string room, Retention retention);

    /// <summary>Keeps what one said to another, or to themselves.</summary>
    /// <inheritdoc cref="IConversation.Append"/>
    void Append(Correspondent from, Correspondent to, HistoryItem item);

    /// <summary>Waits until everything that was appended or taken back before this call will survive whatever happens; nobody waits where nothing does.</summary>
    /// <exception cref="StorageException">Something could not be kept.</exception>
    ValueTask SaveAsync();

    /// <summary>Waits until there is room for more: who speaks faster than storage can keep is slowed down. At once nearly always.</summary>
    ValueTask PaceAsync();

    /// <summary>With whom the party has spoken, and still can read of it; in the order of the last messages, oldest first.</summary>
    ValueTask<IReadOnlyList<Correspondence>> OfPartyAsync(Party party);

    /// <summary>The first message that was sent under that mark to the party, or by it, and not to a room.</summary>
    /// <inheritdoc cref="IConversation.FindSentAsync"/>
    ValueTask<HistoryItem?> FindSentAsync(Party to, SentMark mark);

    /// <summary>An account is given up: all that it has said and done, wherever that is kept, is nobody's from then on, or goes as if it had been taken back.</summary>
    /// <param name="account">Its name, as it was registered.</param>
    /// <param name="source">Who is said to have said it: <c>nick!user@host</c>, which nobody can be. Null: it goes, and leaves its place.</param>
    /// <returns>Completes when it survives whatever happens. What is said meanwhile may be left out.</returns>
    /// <exception cref="StorageException">Not all of it could be changed; it may be asked again.</exception>
    ValueTask DisownAsync(string account, string? source);

    /// <summary>A guest has gone, or an account was given up. What nobody can read any more is forgotten; who gets the account's name reads none of it.</summary>
    void Forget(Party party);
}

/// <summary>What a party said with another.</summary>
/// <param name="With">The other, by the name last used. A party may speak with itself.</param>
/// <param name="LastMessage">When something was last said. Null: only tags were sent.</param>
/// <param name="Conversation">What was said.</param>
public sealed record Correspondence(Correspondent With, DateTimeOffset? LastMessage, IConversation Conversation);

/// <summary>What was said and happened in one room, or between two.</summary>
public interface IConversation
{
    /// <summary>The number of the last message that was kept of the room, so that its order goes on when the room begins again. 0: none. Answers at once.</summary>
    long LastNumber { get; }

    /// <summary>When something was last said in the room, to the millisecond at least. Null: nothing is kept. Answers at once.</summary>
    DateTimeOffset? LastMessage { get; }

    /// <summary>Keeps an item after all others. Never blocks: may be called under a room's lock. Whoever reads after it finds it.</summary>
    void Append(HistoryItem item);

    /// <summary>Reads a part.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    ValueTask<HistoryPage> ReadAsync(HistoryQuery query);

    /// <summary>The item of that msgid. Null: it is not kept, or was taken back.</summary>
    ValueTask<HistoryItem?> FindAsync(Guid id);

    /// <summary>The first message that was sent under that mark.</summary>
    /// <returns>The message, or a <see cref="Vacancy"/> if it was taken back. Null: none is kept.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    ValueTask<HistoryItem?> FindSentAsync(SentMark mark);

    /// <summary>Whether an item of that msgid is kept, or its place as it was taken back.</summary>
    ValueTask<bool> HasAsync(Guid id);

    /// <summary>When something was last said. Null: nothing is kept.</summary>
    ValueTask<DateTimeOffset?> LastMessageAsync();

    /// <summary>Forgets what an item says, if it is there, and keeps instead that it was taken back. Never blocks, as <see cref="Append"/>.</summary>
    /// <param name="id">The item's msgid.</param>
    /// <param name="redacted">That it was taken back, and by whom.</param>
    void Redact(Guid id, Happening redacted);
}
