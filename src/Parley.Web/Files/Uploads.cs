using Microsoft.JSInterop;
using Parley.Client;
using Parley.Client.Files;
using Parley.Client.Rooms;

namespace Parley.Web.Files;

/// <summary>The files on their way out: one after another, each announced where it was meant for when the server has it.</summary>
public sealed class Uploads : IAsyncDisposable
{
    private readonly List<Upload> _all = [];
    private readonly ChatClient _client;
    private readonly FileScript _script;
    private readonly DotNetObjectReference<Uploads> _self;
    private bool _running;

    internal Uploads(ChatClient client, FileScript script)
    {
        _client = client;
        _script = script;
        _self = DotNetObjectReference.Create(this);
    }

    /// <summary>Something changed that is drawn.</summary>
    public event Action? Changed;

    /// <summary>Those that are not done, in the order they were chosen.</summary>
    public IReadOnlyList<Upload> All => _all;

    /// <summary>Whether the server takes files.</summary>
    public bool IsPossible => _client.UploadAddress is not null;

    /// <summary>Puts a file behind the others.</summary>
    public void Add(ChosenFile file, Conversation target)
    {
        _all.Add(new Upload(file, target));
        Changed?.Invoke();
        _ = SendAllAsync();
    }

    /// <summary>Sends a failed one again.</summary>
    public void Retry(Upload upload)
    {
        upload.State = UploadState.Waiting;
        upload.Sent = 0;
        upload.Reason = null;
        Changed?.Invoke();
        _ = SendAllAsync();
    }

    /// <summary>Breaks one off, or takes a failed one off the list.</summary>
    public async Task CancelAsync(Upload upload)
    {
        _all.Remove(upload);
        Changed?.Invoke();
        await _script.CancelAsync(upload.File.Id);
        await _script.ForgetAsync(upload.File.Id);
    }

    /// <summary>The script says how many bytes have left.</summary>
    [JSInvokable]
    public void Sent(int id, long bytes)
    {
        if (_all.Find(upload => upload.File.Id == id) is not { } upload)
            return;
        upload.Sent = bytes;
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Upload upload in _all.ToArray())
            await CancelAsync(upload);
        _self.Dispose();
    }

    private async Task SendAllAsync()
    {
        if (_running)
            return;
        _running = true;
        while (_all.Find(static upload => upload.State == UploadState.Waiting) is { } next)
        {
            next.State = UploadState.Sending;
            next.Reason = await SendAsync(next);
            if (next.Reason is not null)
                next.State = UploadState.Failed;
            else if (_all.Remove(next))
                await _script.ForgetAsync(next.File.Id);
            Changed?.Invoke();
        }

        _running = false;
    }

    /// <returns>Null when the file is announced or was cancelled, else why not.</returns>
    private async Task<string?> SendAsync(Upload upload)
    {
        if (_client.UploadAddress is not { } address)
            return "This server takes no files.";
        string? token;
        try
        {
            token = await _client.RequestUploadTokenAsync();
        }
        catch (IOException refusal)
        {
            return refusal.Message;
        }

        if (!_all.Contains(upload))
            return null;
        UploadAnswer answer;
        try
        {
            answer = await _script.SendAsync(_self, upload.File.Id, FileName.ForUpload(upload.File.Name), address, token);
        }
        catch (JSException)
        {
            return "The browser could not read the file.";
        }

        if (answer.Status == 201 && answer.Location is { } location)
            _client.Send(upload.Target.Name, new Uri(_client.Options.Address.HttpBase, location).AbsoluteUri);
        return Reason(answer);
    }

    private static string? Reason(UploadAnswer answer) => answer switch
    {
        { Status: 201, Location: not null } or { Status: -1 } => null,
        { Status: 0 } => "The server could not be reached.",
        { Text.Length: > 0 } => answer.Text,
        { Status: 413 } => "The file is too large for this server.",
        { Status: 507 } => "The server has no room for more files.",
        { Status: 401 } => "The server did not allow it.",
        _ => $"The server answered {answer.Status}.",
    };
}
