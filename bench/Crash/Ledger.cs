namespace Parley.Crash;

/// <summary>What was said in one room, and what of it the server has acknowledged. Outlives every server.</summary>
/// <param name="room">The room.</param>
internal sealed class Ledger(string room)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _sent = [];
    private readonly Dictionary<string, Said> _echoed = [];

    // Each text's place in the order in which somebody who listened has heard them.
    private readonly Dictionary<string, (int Place, Said Said)> _heard = [];

    /// <summary>How many messages were acknowledged.</summary>
    public int Echoed
    {
        get
        {
            lock (_lock)
                return _echoed.Count;
        }
    }

    /// <summary>Somebody is about to say this. No text is ever said twice.</summary>
    public void Send(string text)
    {
        lock (_lock)
            _sent.Add(text);
    }

    /// <summary>The sender has got the message back: from now on it must never be lost.</summary>
    public void Echo(Said said)
    {
        lock (_lock)
            if (!_echoed.TryAdd(said.Text, said))
                throw new BrokenPromiseException($"\"{said.Text}\" came back to its sender twice.");
    }

    /// <summary>Another member has got it.</summary>
    public void Hear(Said said)
    {
        lock (_lock)
            if (!_heard.TryAdd(said.Text, (_heard.Count, said)))
                throw new BrokenPromiseException($"\"{said.Text}\" was told to {room} twice.");
    }

    /// <summary>Compares with what the server has kept.</summary>
    /// <param name="kept">All of it, in its order.</param>
    public void Check(IReadOnlyList<Said> kept)
    {
        lock (_lock)
        {
            var byText = new Dictionary<string, Said>();
            var ids = new HashSet<string>();
            int place = -1;
            var last = default(Said);
            foreach (Said said in kept)
            {
                Promise(_sent.Contains(said.Text), said, "was never said");
                Promise(byText.TryAdd(said.Text, said) && ids.Add(said.Id), said, "is kept twice");
                Promise(last is null || last.At <= said.At, said, $"is of {said.At:O}, and before it comes one of {last?.At:O}");
                if (_heard.TryGetValue(said.Text, out (int Place, Said Said) heard))
                {
                    Promise(heard.Said == said, said, $"was told as {heard.Said}");
                    Promise(heard.Place > place, said, "is not in the order in which it was told");
                    place = heard.Place;
                }
                last = said;
            }
            foreach (Said said in _echoed.Values)
                Promise(byText.TryGetValue(said.Text, out Said? found) && found == said, said, $"was acknowledged, and is kept as {found?.ToString() ?? "nothing"}");
        }
    }

    private void Promise(bool isKept, Said said, string problem)
    {
        if (!isKept)
            throw new BrokenPromiseException($"In {room} {said} {problem}.");
    }
}

/// <summary>A message as somebody got it.</summary>
internal sealed record Said(string Id, DateTimeOffset At, string From, string Text);
