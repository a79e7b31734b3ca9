using System.Text;
using Parley.Client.History;
using Parley.Client.Rooms;
using Parley.Client.Searching;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;

namespace Parley.Client;

public sealed partial class ChatClient
{
    // A line of 512 bytes holds what is before the text, and CR LF.
    private const int MaxSearchBytes = LineWriter.MaxBytes - 40;

    // Between two messages people may have come and gone.
    private const int ContextPage = 12;

    /// <summary>Whether the server searches.</summary>
    public bool CanSearch => Session is { } session && session.Has(Capability.Search | Capability.Batch);

    /// <summary>Finds what was said in the rooms that this user is in and in direct conversations.</summary>
    /// <param name="query">What a person types: words, <c>"a phrase"</c>, <c>word*</c>, <c>from:ada in:#garden after:2026-11-01 before:2026-12-01 has:file</c>.</param>
    /// <param name="before">The first of the page that came last: the next holds what is older. Null: the newest.</param>
    /// <param name="limit">The most messages; servers may send fewer.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was found, oldest first. Fewer than the limit: there is no more.</returns>
    /// <exception cref="IOException">The server cannot search, refused, or is not connected; the message says why.</exception>
    /// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md; filters in the text are Parley's.</remarks>
    public Task<IReadOnlyList<FoundMessage>> SearchAsync(string query, FoundMessage? before = null, int limit = 50, CancellationToken cancellation = default)
    {
        string text = TagEscape.Encode(before?.Message.Id is { } id ? $"{query} before:msgid={id}" : query);
        lock (Sync)
        {
            if (State != Connections.ConnectionState.Online || Session is null)
                return Task.FromException<IReadOnlyList<FoundMessage>>(new NoAnswerException(NotConnected));
            string? problem = !CanSearch ? "This server cannot search"
                : Encoding.UTF8.GetByteCount(text) > MaxSearchBytes ? "This is too long to search for"
                : null;
            if (problem is not null)
                return Task.FromException<IReadOnlyList<FoundMessage>>(new IOException(problem));
            Task<IReadOnlyList<FoundMessage>> found = Searches.Add();
            Session!.Send("SEARCH"u8, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"limit={limit};text={text}"));
            return found.WaitAsync(cancellation);
        }
    }

    /// <summary>What was said just before and after a message that was found. Nothing is known where the server cannot tell.</summary>
    /// <exception cref="IOException">The server refused, or the connection broke; the message says why.</exception>
    /// <remarks>Source: https://ircv3.net/specs/extensions/chathistory#around.</remarks>
    public async Task<FoundContext> GetContextAsync(FoundMessage found)
    {
        Task<HistoryPage> asked;
        lock (Sync)
        {
            if (found.Message.Id is not { } id || !HasHistory || Session?.Has(Capability.LabeledResponse) != true)
                return FoundContext.None;
            // Nobody has to talk with whom one has talked.
            Conversation there = Find(found.Conversation) ?? new Conversation(found.Conversation, _conversations.Fold(found.Conversation), Options);
            asked = History.AskAsync(there, "AROUND", "msgid=" + id, ContextPage);
        }
        return FoundContext.Of(found.Message.Id, (await asked).Messages);
    }
}
