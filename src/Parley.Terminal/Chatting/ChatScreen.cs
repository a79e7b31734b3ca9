using Parley.Client;
using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Client.Searching;
using Parley.Terminal.Accounts;
using Parley.Terminal.Display;
using Parley.Terminal.Files;

namespace Parley.Terminal.Chatting;

/// <summary>What the person sees and does in the chat: prints what comes, and does what the commands ask for.</summary>
/// <remarks>All of it runs in <see cref="Turns"/>, one at a time.</remarks>
internal sealed partial class ChatScreen
{
    // What a window holds.
    private const int MostFound = 20;

    private readonly ChatClient _client;
    private readonly Screen _screen;
    private readonly Turns _turns;
    private readonly FileSender _files;
    private readonly SavedFiles _saved;
    private readonly ChatLines _lines;
    private string? _chosen;

    public ChatScreen(ChatClient client, Screen screen, Turns turns, ChatSettings settings, HttpClient http)
    {
        (_client, _screen, _turns, _chosen) = (client, screen, turns, settings.Room);
        _files = new FileSender(client, http);
        _saved = new SavedFiles(this, client, http, settings);
        _lines = new ChatLines(client.Options.Time.LocalTimeZone);
        var logins = new LoginFile(settings.Logins);
        client.CredentialsChanged += login => turns.Post(() => Keep(logins, login));
        _types = screen.Types;
        client.Corrected += (conversation, message) => turns.Post(() => Print(conversation, message));
        client.Reacted += (conversation, message, by, reaction) => turns.Post(() => Reacted(conversation, message, by, reaction));
        client.MessageAdded += (conversation, message) => turns.Post(() => Added(conversation, message));
        client.Changed += () => turns.Post(Changed);
        client.Notice += notice => turns.Post(() => Noticed(notice));
        client.NicknameRefused += (name, reason) => turns.Post(() => NameRefused(name, reason));
    }

    /// <summary>The room that is talked in.</summary>
    private string Here => _chosen ?? _client.DefaultRoom;

    public void Say(string text)
    {
        if (text.Length > 0)
            _client.Send(Here, text);
    }

    public void SayTo(string name, string text) => _client.Send(name, text);

    public void Act(string text)
    {
        if (text.Length > 0)
            _client.SendAction(Here, text);
    }

    /// <summary>Answers the last that somebody has said here.</summary>
    public void Reply(string name, string text)
    {
        if (text.Length == 0)
            Complain("Try: /reply NAME TEXT");
        else if (LastOf(name) is { } message)
            _client.Send(Here, text, message);
    }

    /// <summary>Says in one sign what the person thinks of the last that somebody has said here.</summary>
    public void React(string name, string reaction)
    {
        if (reaction.Length is 0 or > Reaction.Longest)
            Complain("Try: /react NAME 👍");
        else if (LastOf(name) is { } message)
            _client.React(_client.Find(Here)!, message, reaction);
    }

    private ChatMessage? LastOf(string name)
    {
        ChatMessage? last;
        lock (_client.Sync)
            last = _client.Find(Here)?.Messages.LastOrDefault(message => message.Sender.Equals(name, StringComparison.OrdinalIgnoreCase) && _client.CanAnswer(message));
        if (last is null)
            Complain($"{name} has said nothing here that can be answered.");
        return last;
    }

    public void Who()
    {
        lock (_client.Sync)
            if (_client.Find(Here) is ClientRoom { IsJoined: true } room)
                _screen.Print(ChatLines.Members(room));
            else
                Complain($"You are not in {Here}.");
    }

    public void Join(string room)
    {
        if (!_client.IsRoom(room))
        {
            Complain("Try: /join #ROOM");
            return;
        }
        _chosen = room;
        if (_client.Find(room) is ClientRoom { IsJoined: true })
            Tell($"You are in {room}.");
        else
            _client.Join(room);
    }

    public void Part(string room)
    {
        string left = room.Length > 0 ? room : Here;
        lock (_client.Sync)
            if (_client.Find(left) is { } leaving && leaving == _client.Find(Here))
                _chosen = _client.Rooms.LastOrDefault(other => other != leaving)?.Name ?? Here;
        _client.Part(left);
    }

    public void ChangeName(string name)
    {
        if (name.Length > 0)
            _client.ChangeNickname(name);
        else
            Tell($"You are {_client.Nickname}.");
    }

    public void Topic(string text)
    {
        if (text.Length > 0)
            _client.SetTopic(Here, text);
        else
            Tell(_client.Find(Here) is ClientRoom { Topic: { Length: > 0 } topic } ? $"{Here}: {topic}" : $"{Here} has no topic.");
    }

    public void SendFile(string path)
    {
        string full = HomePath.Expand(path);
        if (!File.Exists(full))
            Complain(path.Length > 0 ? $"There is no file {full}." : "Try: /send PATH");
        else
            _turns.Run(cancellation => SendFileAsync(full, Here, cancellation));
    }

    public void Search(string words)
    {
        if (words.Length > 0)
            _turns.Run(cancellation => SearchAsync(words, cancellation));
        else
            Complain("Try: /search WORDS");
    }

    public void Quit(string text)
    {
        _turns.End();
        _turns.Run(_ => _client.QuitAsync(text));
    }

    public void Help()
    {
        foreach (SlashCommand command in SlashCommand.All)
            Tell($"{$"{command.Name} {command.Usage}",-18} {command.Help}");
    }

    public void Tell(string text) => _screen.Print(ChatLines.Info(text));

    public void Complain(string text) => _screen.Print(ChatLines.Error(text));

    /// <summary>Prints that somebody sent a file, once its size is known.</summary>
    public void TellFile(Conversation conversation, ChatMessage message, long? size) => _screen.Print(_lines.Message(message, Place(conversation), size));

    /// <summary>Shows a transfer as a bar while it runs; may be called from anywhere.</summary>
    public async Task<T> WithBarAsync<T>(string name, long? total, Func<IProgress<long>, Task<T>> transfer)
    {
        var bar = new TransferBar(SafeText.Clean(name), total);
        _turns.Post(() => _screen.Show(bar));
        try
        {
            return await transfer(new Redraws(this, bar));
        }
        finally
        {
            _turns.Post(() => _screen.Hide(bar));
        }
    }

    public void Post(Action turn) => _turns.Post(turn);

    public void Run(Func<CancellationToken, Task> work) => _turns.Run(work);

    private async Task SendFileAsync(string path, string target, CancellationToken cancellation)
    {
        string? failure = await WithBarAsync(Path.GetFileName(path), new FileInfo(path).Length, progress => _files.SendAsync(target, path, progress, cancellation));
        if (failure is not null)
            _turns.Post(() => Complain($"{Path.GetFileName(path)} was not sent: {failure}"));
    }

    private async Task SearchAsync(string words, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<FoundMessage> found = await _client.SearchAsync(words, limit: MostFound, cancellation: cancellation);
            _turns.Post(() =>
            {
                foreach (FoundMessage one in found)
                    _screen.Print(_lines.Found(one));
                Tell(found.Count == 0 ? "Nothing was found." : found.Count < MostFound ? $"Found: {found.Count}" : $"The newest {found.Count}; before:2026-11-22 finds older ones.");
            });
        }
        catch (IOException e)
        {
            _turns.Post(() => Complain(e.Message));
        }
    }

    // A bar that moves ten times a second is smooth; each chunk would be a thousand.
    private sealed class Redraws(ChatScreen chat, TransferBar bar) : IProgress<long>
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
        private long _last;

        public void Report(long value)
        {
            bar.Done = value;
            TimeProvider time = chat._client.Options.Time;
            if (_last != 0 && time.GetElapsedTime(_last) < Every)
                return;
            _last = time.GetTimestamp();
            chat.Post(chat._screen.Redraw);
        }
    }
}
