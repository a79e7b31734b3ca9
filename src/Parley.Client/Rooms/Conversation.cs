using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Protocol.Names;

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

    /// <summary>The last message that came again: from whom, and when it was said.</summary>
    /// <remarks>Only the first line of a message of several has its id, and all have its time:
    /// https://ircv3.net/specs/extensions/multiline#fallback.</remarks>
    internal (SourceMask From, DateTimeOffset At)? Repeated { get; set; }

    /// <summary>Gets what was missed here. Null: nothing was, or it is there.</summary>
    internal CatchUp? CatchUp { get; set; }
}
