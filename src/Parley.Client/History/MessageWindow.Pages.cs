using System.Globalization;
using Parley.Client.Messages;

namespace Parley.Client.History;

public sealed partial class MessageWindow
{
    private const string TimeFormat = "'timestamp='yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Gets a page of older messages. Nothing happens when there are none, or one is on its way.</summary>
    public async Task OlderAsync()
    {
        (int turn, Task<HistoryPage>? asked, ChatMessage? first) = BeginOlder();
        if (asked is null)
            return;
        HistoryPage? page = await AnswerAsync(turn, asked);
        lock (_client.Sync)
        {
            if (page is null || turn != _turn)
                return;
            Settle();
            // What it was to stand before may have gone meanwhile.
            if (Count > 0 && this[0] == first)
                AddOlder(page);
            _client.TellChanged();
        }
    }

    /// <summary>Gets a page of newer messages. Nothing happens at the end, or when one is on its way.</summary>
    public async Task NewerAsync()
    {
        (int turn, Task<HistoryPage>? asked, ChatMessage? last) = BeginNewer();
        if (asked is null)
            return;
        HistoryPage? page = await AnswerAsync(turn, asked);
        lock (_client.Sync)
        {
            if (page is null || turn != _turn)
                return;
            Settle();
            if (_apart is [.., var end] apart && end == last)
                AddNewer(page, apart);
            _client.TellChanged();
        }
    }

    /// <summary>Turns to a message, with some before and after it.</summary>
    /// <returns>False: the server does not have it any more, or cannot be asked now; then all stays as it was.</returns>
    public async Task<bool> AroundAsync(string id)
    {
        lock (_client.Sync)
        {
            if (Find(id) is not null)
                return true;
            if (_live.IndexOf(id) is >= 0 and var place)
            {
                Turn();
                Show([.. _live.Skip(Math.Max(0, place - (Page / 2))).Take(Page)]);
                return true;
            }
        }
        return await AroundAsync("msgid=" + id, page => page.Any(message => message.Id == id));
    }

    /// <summary>Turns to what was said at that moment, with some before and after it.</summary>
    /// <inheritdoc cref="AroundAsync(string)" path="/returns"/>
    public async Task<bool> AroundAsync(DateTimeOffset at)
    {
        lock (_client.Sync)
            if (_live.FirstOrDefault(message => message.IsSaid) is { } first && first.Time <= at)
            {
                Turn();
                int place = Math.Max(0, _live.TakeWhile(message => message.Time <= at).Count() - (Page / 2));
                Show([.. _live.Skip(place).Take(Page)]);
                return true;
            }
        return await AroundAsync(Reference(at), static page => page.Count > 0);
    }

    private async Task<bool> AroundAsync(string reference, Predicate<IReadOnlyList<ChatMessage>> isIt)
    {
        int turn;
        Task<HistoryPage> asked;
        lock (_client.Sync)
        {
            turn = Turn();
            IsLoading = true;
            asked = _client.History.AskAsync(Conversation, "AROUND", reference, Page);
        }
        HistoryPage? page = await AnswerAsync(turn, asked);
        lock (_client.Sync)
        {
            if (page is null || turn != _turn)
                return false;
            Settle();
            bool isThere = isIt(page.Messages);
            if (isThere)
                Show(page.Messages);
            return isThere;
        }
    }

    private void AddOlder(HistoryPage page)
    {
        List<ChatMessage> news = Unknown(page.Messages);
        (_apart ?? _older).InsertRange(0, news);
        _startReached = page.IsEnd || news.Count == 0;
        DropNewest();
    }

    private void AddNewer(HistoryPage page, List<ChatMessage> apart)
    {
        List<ChatMessage> news = Unknown(page.Messages);
        apart.AddRange(news);
        if (page.IsEnd || news.Count == 0)
            Attach();
        DropOldest(Most);
    }

    private (int Turn, Task<HistoryPage>? Asked, ChatMessage? First) BeginOlder()
    {
        lock (_client.Sync)
        {
            if (IsLoading || IsAtStart || Count == 0)
                return default;
            if (Held is > 0 and var held)
            {
                int take = Math.Min(Page, held);
                if (_apart is null)
                    _from -= take;
                else
                    _apart.InsertRange(0, _live.Skip(held - take).Take(take));
                DropNewest();
                _client.TellChanged();
                return default;
            }
            IsLoading = true;
            ChatMessage first = this[0];
            return (_turn, _client.History.AskAsync(Conversation, "BEFORE", ReferenceTo(this.FirstOrDefault(IsKept), first), Page), first);
        }
    }

    private (int Turn, Task<HistoryPage>? Asked, ChatMessage? Last) BeginNewer()
    {
        lock (_client.Sync)
        {
            if (IsLoading || _apart is not { Count: > 0 } apart)
                return default;
            ChatMessage last = apart[^1];
            if (_live.IndexOf(last) is >= 0 and var place)
            {
                apart.AddRange(_live.Skip(place + 1).Take(Page));
                if (place + 1 + Page >= _live.Count)
                    Attach();
                DropOldest(Most);
                _client.TellChanged();
                return default;
            }
            IsLoading = true;
            return (_turn, _client.History.AskAsync(Conversation, "AFTER", ReferenceTo(apart.LastOrDefault(IsKept), last), Page), last);
        }
    }

    // Null: it did not come, and why is said.
    private async Task<HistoryPage?> AnswerAsync(int turn, Task<HistoryPage> asked)
    {
        try
        {
            return await asked;
        }
        catch (IOException e)
        {
            lock (_client.Sync)
                if (turn == _turn)
                {
                    (IsLoading, _problem, _troubled) = (false, e.Message, _client.Session);
                    _client.TellChanged();
                }
            return null;
        }
    }

    private List<ChatMessage> Unknown(IReadOnlyList<ChatMessage> page)
    {
        HashSet<string> known = [.. this.Where(message => message.Id is not null).Select(message => message.Id!)];
        return [.. page.Where(message => message.Id is not { } id || known.Add(id))];
    }

    private static bool IsKept(ChatMessage message) => message is { IsSaid: true, Id: not null };

    private static string ReferenceTo(ChatMessage? kept, ChatMessage other)
        => kept is { Id: { } id } ? "msgid=" + id : Reference(other.Time);

    private static string Reference(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
