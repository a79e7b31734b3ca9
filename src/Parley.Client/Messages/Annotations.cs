namespace Parley.Client.Messages;

/// <summary>What was said later about the messages of a conversation, also about those that are not here (yet, or any more).</summary>
internal sealed class Annotations
{
    private const int Most = 20_000;

    private readonly Dictionary<string, Notes> _notes = [];
    private readonly Queue<string> _order = [];

    /// <summary>What is known of a message; null: nothing.</summary>
    public Notes? Find(string id) => _notes.GetValueOrDefault(id);

    /// <summary>Where what comes about a message goes. What is known longest is forgotten when there is too much.</summary>
    public Notes Of(string id)
    {
        if (_notes.TryGetValue(id, out Notes? known))
            return known;
        if (_order.Count >= Most)
            _notes.Remove(_order.Dequeue());
        _order.Enqueue(id);
        return _notes[id] = new Notes();
    }
}
