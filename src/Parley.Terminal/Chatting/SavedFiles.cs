using System.Threading.Channels;
using Parley.Client;
using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Terminal.Files;

namespace Parley.Terminal.Chatting;

/// <summary>Saves the files that others send, one after the other, up to the size that the person set.</summary>
internal sealed class SavedFiles
{
    // Whoever announces more than this at once is not sending files to be read.
    private const int MaxQueued = 1000;

    private readonly Channel<(Conversation Conversation, ChatMessage Message)> _queue = Channel.CreateBounded<(Conversation, ChatMessage)>(MaxQueued);
    private readonly ChatScreen _chat;
    private readonly ChatClient _client;
    private readonly long _maxBytes;
    private readonly Downloader _downloader;
    private readonly HashSet<Uri> _taken = [];

    public SavedFiles(ChatScreen chat, ChatClient client, HttpClient http, ChatSettings settings)
    {
        (_chat, _client, _maxBytes) = (chat, client, settings.AutoDownload);
        _downloader = new Downloader(http, settings.Downloads ?? DownloadsFolder.Default(), settings.AutoDownload, client.Options.Time);
        chat.Run(SaveAllAsync);
    }

    /// <summary>A message that announces a file.</summary>
    public void Take(Conversation conversation, ChatMessage message)
    {
        if (!_queue.Writer.TryWrite((conversation, message)))
            _chat.TellFile(conversation, message, null);
    }

    private async Task SaveAllAsync(CancellationToken cancellation)
    {
        await foreach ((Conversation conversation, ChatMessage message) in _queue.Reader.ReadAllAsync(cancellation))
        {
            Uri address = message.File!.Resolve(_client.Options.Address.HttpBase);
            FileDescription? file = await _downloader.DescribeAsync(address, cancellation);
            _chat.Post(() => _chat.TellFile(conversation, message, file?.Size));
            string name = message.File.Name;
            // A link posted again is the same file: else one upload would fill the disk by being mentioned often.
            if (!_taken.Add(address))
                continue;
            if (_maxBytes == 0 || file?.Size > _maxBytes)
            {
                _chat.Post(() => _chat.Tell($"{name} was not saved by itself. It is at {address}"));
                continue;
            }
            DownloadResult result = await _chat.WithBarAsync(name, file?.Size, progress => _downloader.SaveAsync(address, name, progress, cancellation));
            if (result.Path is { } path)
                _chat.Post(() => _chat.Tell($"Saved as {path}"));
            else
                _chat.Post(() => _chat.Complain($"{name} was not saved: {result.Failure}"));
        }
    }
}
