namespace Parley.Client.Accounts;

/// <summary>Those who wait for the answer to a command, answered in the order they asked.</summary>
internal sealed class Answers
{
    private const int MaxLines = 1000;

    private readonly Queue<TaskCompletionSource<IReadOnlyList<string[]>>> _waiting = new();
    private List<string[]> _lines = [];

    /// <summary>Waits for the answer: the parameters of each of its lines.</summary>
    public Task<IReadOnlyList<string[]>> Add()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<string[]>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(answer);
        return answer.Task;
    }

    /// <summary>A line of the answer.</summary>
    public void Append(string[] parameters)
    {
        if (_lines.Count < MaxLines)
            _lines.Add(parameters);
    }

    /// <summary>The answer is complete.</summary>
    public void Complete()
    {
        List<string[]> lines = _lines;
        _lines = [];
        if (_waiting.TryDequeue(out var first))
            first.TrySetResult(lines);
    }

    /// <summary>The command was refused; false when nobody waits for it.</summary>
    public bool Refused(string reason) => Refused(new IOException(reason));

    /// <inheritdoc cref="Refused(string)"/>
    public bool Refused(IOException why) => End(why);

    /// <summary>No answer will come.</summary>
    public void ConnectionLost()
    {
        while (End(new NoAnswerException("The connection broke before the server answered")))
        {
        }
    }

    private bool End(IOException why)
    {
        _lines = [];
        return _waiting.TryDequeue(out var first) && first.TrySetException(why);
    }
}
