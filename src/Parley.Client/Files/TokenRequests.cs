using System.Text;

namespace Parley.Client.Files;

/// <summary>Those who wait for a token, answered in the order they asked.</summary>
/// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/602 (draft/authtoken).</remarks>
internal sealed class TokenRequests
{
    private const int MaxToken = 8192;

    private readonly Queue<TaskCompletionSource<string?>> _waiting = new();
    private readonly StringBuilder _token = new();

    public Task<string?> Add()
    {
        var token = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(token);
        return token.Task;
    }

    /// <summary>A part of the token that is being told.</summary>
    public void Append(string chunk)
    {
        if (_token.Length + chunk.Length <= MaxToken)
            _token.Append(chunk);
    }

    /// <summary>The token is complete.</summary>
    public void Complete()
    {
        string token = _token.ToString();
        _token.Clear();
        if (token.Length > 0 && _waiting.TryDequeue(out TaskCompletionSource<string?>? first))
            first.TrySetResult(token);
    }

    public bool Refused(string reason)
    {
        _token.Clear();
        return _waiting.TryDequeue(out TaskCompletionSource<string?>? first) && first.TrySetException(new IOException(reason));
    }

    public void ConnectionLost()
    {
        while (Refused("The connection broke before the server gave a token"))
        {
        }
    }
}
