namespace Parley.Client.Connections;

/// <summary>What a question asks for.</summary>
internal enum QuestionKind
{
    /// <summary>LIST: the rooms there are.</summary>
    Rooms,

    /// <summary>WHOIS: what may be known of somebody.</summary>
    Person,

    /// <summary>MODE b: whom a room keeps out or silences.</summary>
    Bans,

    /// <summary>MODE e: who is excepted from that.</summary>
    Exceptions,

    /// <summary>MODE I: who needs no invitation.</summary>
    Welcome,

    /// <summary>MODE: what a room is like.</summary>
    Modes,
}

/// <summary>Questions whose answers come as rows and an end. The same question is asked once while it is open.</summary>
internal sealed class Questions
{
    // Twice the largest public networks' rooms; a hostile server shall not fill our memory.
    private const int MostRows = 100_000;

    private readonly List<Question> _open = [];

    /// <summary>Waits for an answer.</summary>
    /// <param name="kind">What is asked for.</param>
    /// <param name="key">About what: a folded name, or empty.</param>
    /// <param name="isNew">Whether it has yet to be sent.</param>
    public Question Ask(QuestionKind kind, string key, out bool isNew)
    {
        Question? known = Find(kind, key);
        isNew = known is null;
        if (known is null)
            _open.Add(known = new Question(kind, key));
        return known;
    }

    /// <summary>A row of an answer: the numeric and its parameters but for our nickname. False when nobody has asked.</summary>
    public bool Row(QuestionKind kind, string key, string[] row)
    {
        if (Find(kind, key) is not { } question)
            return false;
        if (question.Rows.Count < MostRows)
            question.Rows.Add(row);
        return true;
    }

    /// <summary>The answer is complete. False when nobody has asked.</summary>
    public bool End(QuestionKind kind, string key)
    {
        if (Find(kind, key) is not { } question)
            return false;
        _open.Remove(question);
        question.Answer.TrySetResult(question.Rows);
        return true;
    }

    /// <summary>The server answers no question of that kind about that. False when nobody has asked.</summary>
    public bool Refuse(QuestionKind kind, string key, string reason)
    {
        if (Find(kind, key) is not { } question)
            return false;
        End(question, new IOException(reason));
        return true;
    }

    /// <summary>Waits no longer.</summary>
    public void GiveUp(Question question, string reason) => End(question, new NoAnswerException(reason));

    /// <summary>No answer will come.</summary>
    public void ConnectionLost()
    {
        while (_open is [var first, ..])
            GiveUp(first, "The connection broke before the server answered");
    }

    private void End(Question question, IOException why)
    {
        _open.Remove(question);
        question.Answer.TrySetException(why);
    }

    private Question? Find(QuestionKind kind, string key) => _open.Find(question => question.Kind == kind && question.Key == key);
}

/// <summary>A question that waits for its answer.</summary>
internal sealed record Question(QuestionKind Kind, string Key)
{
    public List<string[]> Rows { get; } = [];

    public TaskCompletionSource<IReadOnlyList<string[]>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
