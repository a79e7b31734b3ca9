using Parley.Client.Connections;

namespace Parley.Client;

public sealed partial class ChatClient
{
    /// <summary>Sends something, if there is a connection.</summary>
    internal void Do(Action<Session> send)
    {
        lock (Sync)
            if (State == ConnectionState.Online && Session is { } session)
                send(session);
    }

    /// <summary>Asks a question, unless the same is open already, and waits for its answer.</summary>
    /// <exception cref="IOException">There is none; the message says why.</exception>
    internal async Task<IReadOnlyList<string[]>> AskAsync(QuestionKind kind, string about, Action<Session> send, CancellationToken cancellation)
    {
        Question question;
        lock (Sync)
        {
            if (State != ConnectionState.Online || Session is not { } session)
                throw new NoAnswerException(NotConnected);
            question = Questions.Ask(kind, about.Length == 0 ? "" : _conversations.Fold(about), out bool isNew);
            if (isNew)
                send(session);
        }
        try
        {
            return await question.Answer.Task.WaitAsync(Options.PingTimeout, Options.Time, cancellation);
        }
        catch (TimeoutException)
        {
            const string NoAnswer = "The server did not answer";
            lock (Sync)
                Questions.GiveUp(question, NoAnswer);
            throw new NoAnswerException(NoAnswer);
        }
    }
}
