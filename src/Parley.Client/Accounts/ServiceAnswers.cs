using System.Globalization;

namespace Parley.Client.Accounts;

/// <summary>Those who wait for what NickServ answers to a command, told apart by their labels.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/labeled-response.</remarks>
internal sealed class ServiceAnswers
{
    private const int MaxLines = 100;

    private readonly Dictionary<string, (TaskCompletionSource<string> Answer, List<string> Lines)> _waiting = [];
    private long _number;

    /// <summary>Waits for an answer: all its lines.</summary>
    public Task<string> Add(out string label)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        label = "s" + (++_number).ToString(CultureInfo.InvariantCulture);
        _waiting.Add(label, (answer, []));
        return answer.Task;
    }

    /// <summary>A line that answers a request; false when nobody waits for that one.</summary>
    public bool Take(string? label, string text)
    {
        if (label is null || !_waiting.TryGetValue(label, out var waiting))
            return false;
        if (waiting.Lines.Count < MaxLines)
            waiting.Lines.Add(text);
        return true;
    }

    /// <summary>The answer is complete.</summary>
    public void Complete(string? label)
    {
        if (label is not null && _waiting.Remove(label, out var waiting))
            waiting.Answer.TrySetResult(string.Join('\n', waiting.Lines));
    }

    /// <summary>No answer will come.</summary>
    public void ConnectionLost()
    {
        foreach ((TaskCompletionSource<string> answer, _) in _waiting.Values)
            answer.TrySetException(new NoAnswerException("The connection broke before the server answered"));
        _waiting.Clear();
    }
}
