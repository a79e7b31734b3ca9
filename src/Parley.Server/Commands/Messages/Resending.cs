using System.Collections.Concurrent;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Storage;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Messages;

/// <summary>What a client sends again because it has heard nothing of the first time: whoever sends a message with the token of one that
/// is kept gets that one's echo, as if it had just been said.</summary>
/// <remarks>The tag is described in docs/irc.md. A broken connection may still bring the message while the next one brings it again: the
/// second waits until the first is said. What is not kept is not known again.</remarks>
internal sealed class Resending
{
    private readonly ConcurrentDictionary<(SentMark Mark, string Target), TaskCompletionSource> _running = new();

    /// <summary>Sends a message that has a token to one target, if it has not been sent.</summary>
    public async ValueTask SendAsync(CommandContext c, string target, Draft draft, string token)
    {
        var mark = SentMark.By(token, c.User.Account);
        (SentMark, string) key = (mark, Casemapping.Fold(target));
        TaskCompletionSource turn = await TakeTurnAsync(c, key);
        try
        {
            if (await FindAsync(c, target, mark) is not { } sent)
                await MessageTargets.SendNowAsync(c, target, draft);
            // What was taken back meanwhile was said, too: a label is answered, and there is nothing to show.
            else if (sent is Message message)
                await MessageTargets.EchoAsync(c, message);
        }
        finally
        {
            _running.TryRemove(key, out _);
            turn.SetResult();
        }
    }

    private async ValueTask<TaskCompletionSource> TakeTurnAsync(CommandContext c, (SentMark, string) key)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_running.GetOrAdd(key, turn) is var other && other != turn)
        {
            c.Session.Flushes.Flush();
            await other.Task;
        }
        return turn;
    }

    private static async ValueTask<HistoryItem?> FindAsync(CommandContext c, string target, SentMark mark)
    {
        try
        {
            if (c.Rooms.TryFind(target, out IRoom? room))
                return await WaitAsync(c, c.Server.History.OfRoom(room.Name).FindSentAsync(mark));
            // Of a guest only the other one knows; and the other one may have gone.
            Party party = Party.Of(c.Users.TryFind(target, out User? user) ? user : c.User);
            return await WaitAsync(c, c.Server.History.FindSentAsync(party, mark));
        }
        catch (StorageException)
        {
            // Said twice is better than not at all.
            return null;
        }
    }

    // What the session has said before must not wait for this.
    private static ValueTask<HistoryItem?> WaitAsync(CommandContext c, ValueTask<HistoryItem?> found)
    {
        if (!found.IsCompletedSuccessfully)
            c.Session.Flushes.Flush();
        return found;
    }
}
