using Microsoft.AspNetCore.Components;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Web.Talking;

/// <summary>What the person is about to say or to do about a message.</summary>
public sealed class Talk
{
    private readonly Dictionary<Conversation, (ChatMessage Message, bool IsEdit)> _about = [];

    /// <summary>Something is answered or corrected now, or not any more.</summary>
    public event Action? Changed;

    /// <summary>The person wants to see what can be done about a message; beside which element.</summary>
    public event Action<Conversation, ChatMessage, ElementReference>? MenuAsked;

    /// <summary>The person wants to take a message back.</summary>
    public event Action<Conversation, ChatMessage>? DeleteAsked;

    /// <summary>Lets the person choose an emoji; null: they chose none.</summary>
    internal Func<Task<string?>> ChooseEmojiAsync { get; set; } = static () => Task.FromResult<string?>(null);

    /// <summary>The message that is being answered there, or null.</summary>
    public ChatMessage? Answered(Conversation conversation) => _about.TryGetValue(conversation, out var about) && !about.IsEdit ? about.Message : null;

    /// <summary>The message that is being corrected there, or null.</summary>
    public ChatMessage? Edited(Conversation conversation) => _about.TryGetValue(conversation, out var about) && about.IsEdit ? about.Message : null;

    /// <summary>What is said next answers that message.</summary>
    public void Answer(Conversation conversation, ChatMessage message) => Set(conversation, (message, false));

    /// <summary>What is said next corrects that message.</summary>
    public void Edit(Conversation conversation, ChatMessage message) => Set(conversation, (message, true));

    /// <summary>What is said next is about nothing; true when it was.</summary>
    public bool Cancel(Conversation conversation)
    {
        bool was = _about.Remove(conversation);
        if (was)
            Changed?.Invoke();
        return was;
    }

    /// <summary>Shows what can be done about a message.</summary>
    public void AskMenu(Conversation conversation, ChatMessage message, ElementReference beside) => MenuAsked?.Invoke(conversation, message, beside);

    /// <summary>Asks whether a message is to be taken back.</summary>
    public void AskDelete(Conversation conversation, ChatMessage message) => DeleteAsked?.Invoke(conversation, message);

    private void Set(Conversation conversation, (ChatMessage, bool) about)
    {
        _about[conversation] = about;
        Changed?.Invoke();
    }
}
