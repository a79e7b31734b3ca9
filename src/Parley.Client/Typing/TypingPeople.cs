namespace Parley.Client.Typing;

/// <summary>Who is typing in a conversation, as far as they let others know.</summary>
/// <remarks>Source: https://ircv3.net/specs/client-tags/typing. Nobody types for ever: who is not heard of again has stopped.</remarks>
public sealed class TypingPeople
{
    private static readonly TimeSpan Active = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(30);

    // More than can be named anyway.
    private const int Most = 20;

    private readonly List<(string Key, string Nickname, DateTimeOffset Until)> _people = [];
    private readonly TimeProvider _time;

    internal TypingPeople(TimeProvider time) => _time = time;

    /// <summary>Their nicknames, who began first first.</summary>
    public IReadOnlyList<string> Names => [.. _people.Where(one => one.Until > _time.GetUtcNow()).Select(one => one.Nickname)];

    /// <summary>When the next of them counts as having stopped; null: nobody types.</summary>
    internal DateTimeOffset? NextEnd => _people.Count == 0 ? null : _people.Min(one => one.Until);

    /// <summary>Raised when somebody has begun.</summary>
    internal Action? Began { get; set; }

    internal void Heard(string key, string nickname, string state)
    {
        if (state is not ("active" or "paused"))
        {
            Stopped(key);
            return;
        }
        DateTimeOffset until = _time.GetUtcNow() + (state == "active" ? Active : Paused);
        int known = _people.FindIndex(one => one.Key == key);
        if (known >= 0)
            _people[known] = (key, nickname, until);
        else if (_people.Count < Most)
            _people.Add((key, nickname, until));
        Began?.Invoke();
    }

    internal void Stopped(string key) => _people.RemoveAll(one => one.Key == key);

    /// <summary>Forgets those who were not heard of again; true when there were any.</summary>
    internal bool Expire() => _people.RemoveAll(one => one.Until <= _time.GetUtcNow()) > 0;
}
