using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Storage;

namespace Parley.Core.Search;

/// <summary>Finds what was said. Only messages: who came and went and what was taken back is never found.</summary>
public interface IMessageSearch
{
    /// <summary>Finds the messages that are meant, as far as the scope lets one read them.</summary>
    /// <param name="query">Which are meant.</param>
    /// <param name="scope">Where to look. Whatever is not in it is not found.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The newest of them, or as the query says the oldest.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It took longer than who asked wanted to wait.</exception>
    /// <remarks>Never holds up who asks: the work is done on other threads. What was said before the call is found.</remarks>
    ValueTask<SearchPage> FindAsync(SearchQuery query, SearchScope scope, CancellationToken stop = default);
}

/// <summary>What somebody may read, or a part of it.</summary>
/// <param name="Rooms">The rooms, each once.</param>
/// <param name="Reader">Who: what this one and others said to each other is searched. Null: rooms only.</param>
/// <param name="With">Only what the reader and this one said to each other. Null: what the reader and anybody said.</param>
public sealed record SearchScope(IReadOnlyList<SearchedRoom> Rooms, Party? Reader = null, Party? With = null);

/// <summary>A room that may be searched.</summary>
/// <param name="Name">Its name as it is now, which is the target of what is found in it.</param>
/// <param name="Since">What was said earlier is not found. Null: everything is.</param>
public readonly record struct SearchedRoom(string Name, DateTimeOffset? Since = null);

/// <summary>What was found, oldest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="IsEnd">Whether there are no more.</param>
public sealed record SearchPage(IReadOnlyList<Message> Messages, bool IsEnd);
