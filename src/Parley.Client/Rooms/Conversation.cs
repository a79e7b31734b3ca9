using Parley.Client.History;
using Parley.Client.Messages;

namespace Parley.Client.Rooms;

/// <summary>A place where messages are: a direct conversation with one person, or a <see cref="ClientRoom"/>.</summary>
public class Conversation : Observable
{
    private string _name;

    internal Conversation(string name, string key, int messagesKept)
    {
        _name = name;
        Key = key;
        Messages = new MessageList(messagesKept);
    }

    /// <summary>The room's name, or the nickname of the other.</summary>
    public string Name { get => _name; internal set => Set(ref _name, value); }

    /// <summary>The messages.</summary>
    public MessageList Messages { get; }

    internal string Key { get; set; }

    /// <summary>Gets what was missed here. Null: nothing was, or it is there.</summary>
    internal CatchUp? CatchUp { get; set; }
}
