using System.Globalization;
using System.Text;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Core.Storage;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;
using Parley.Server.Replies;

namespace Parley.Server.Commands.History;

/// <summary><c>SEARCH &lt;attributes&gt;</c>: finds messages in what the user may read now; without the capability <c>SEARCH &lt;words&gt;</c>,
/// answered by notices for the person to read.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md. Replies BATCH, PRIVMSG, NOTICE; FAIL INVALID_PARAMS,
/// INTERNAL_ERROR.</remarks>
internal static class SearchCommand
{
    /// <summary>The most messages of one answer.</summary>
    public const int MaxLimit = 100;

    private const string Verb = "SEARCH";

    // What fits a window, for who reads notices.
    private const int LimitOfNotices = 20;

    // Whole indexes may be read for one line.
    private const int Cost = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync, Cost);

    private static async ValueTask RunAsync(CommandContext c)
    {
        bool isAsked = c.Session.Has(Capability.Search);
        SearchQuery query = new() { Limit = isAsked ? MaxLimit : LimitOfNotices };
        SearchProblem? problem = isAsked
            ? SearchAttributes.Read(c.Bytes(0).Span, ref query)
            : SearchLine.Read(string.Join(' ', Enumerable.Range(0, c.ParamCount).Select(c.Text)), ref query);
        SearchScope? scope = problem is null ? await ScopeAsync(c, query.In) : null;
        if (problem is null && scope is null)
            problem = new SearchProblem("in", $"You have no part in a conversation called {query.In}");
        if (problem is not null)
            Refuse(c, isAsked, problem);
        else if (await FindAsync(c, query, scope!) is not { } found)
            return;
        else if (isAsked)
            await HistoryLines.SendFoundAsync(c.Reply, c.Session, found.Messages);
        else
            Tell(c, found);
    }

    private static async ValueTask<SearchScope?> ScopeAsync(CommandContext c, string? place)
    {
        if (place is null)
        {
            var rooms = new List<SearchedRoom>();
            foreach (IRoom room in c.User.Rooms)
                rooms.Add(new SearchedRoom(room.Name, await room.GetReadableSinceAsync(c.User)));
            return new SearchScope(rooms, Party.Of(c.User));
        }
        if (await Buffer.FindAsync(c, place) is not { } buffer)
            return null;
        if (place.StartsWith('#'))
            return new SearchScope([new(buffer.Name, buffer.Since)]);
        return buffer.With is { } with ? new SearchScope([], Party.Of(c.User), with) : new SearchScope([]);
    }

    // Null: it could not be, and the client has been told.
    private static async ValueTask<SearchPage?> FindAsync(CommandContext c, SearchQuery query, SearchScope scope)
    {
        // What earlier commands said to others must not wait meanwhile.
        c.Session.Flushes.Flush();
        using var stop = new CancellationTokenSource(Patience, c.Server.Time);
        bool isIn = false;
        try
        {
            await c.Server.Searches.WaitAsync(stop.Token);
            isIn = true;
            return await c.Server.Store.Search.FindAsync(query, scope, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            c.Reply.Fail(Verb, "INTERNAL_ERROR", "", "The search took too long: ask for less");
        }
        catch (StorageException)
        {
            c.Reply.Fail(Verb, "INTERNAL_ERROR", "", "What was said cannot be read now");
        }
        finally
        {
            if (isIn)
                c.Server.Searches.Release();
        }
        return null;
    }

    private static void Refuse(CommandContext c, bool isAsked, SearchProblem problem)
    {
        if (isAsked)
            c.Reply.Fail(Verb, "INVALID_PARAMS", problem.Part, problem.Text);
        else
            c.Reply.Notice($"{Verb}: {problem.Text}");
    }

    private static void Tell(CommandContext c, SearchPage found)
    {
        foreach (Message message in found.Messages)
        {
            string nickname = SourceMask.Parse(message.Source).Nickname;
            string place = message.Target.StartsWith('#') ? message.Target : $"-> {message.Target}";
            c.Reply.Notice($"{message.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {place} <{nickname}> {TextOf(message)}");
        }
        c.Reply.Notice(found switch
        {
            { Messages.Count: 0 } => "Nothing was found",
            { IsEnd: true } => $"Found: {found.Messages.Count}",
            _ => $"The newest {found.Messages.Count}; for older ones add before:{found.Messages[0].At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}",
        });
    }

    private static string TextOf(Message message)
    {
        string text = Encoding.UTF8.GetString(message.Text.Span).ReplaceLineEndings(" ");
        return text.StartsWith('\u0001') ? $"*{text["\u0001ACTION".Length..].TrimEnd('\u0001')}" : text;
    }
}
