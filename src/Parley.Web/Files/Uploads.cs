using System.Globalization;
using Microsoft.JSInterop;
using Parley.Client;
using Parley.Client.Files;
using Parley.Client.Rooms;
using Parley.Web.Rooms;

namespace Parley.Web.Files;

/// <summary>The files on their way out: a few at once, each announced where it was meant for when the server has it.</summary>
public sealed class Uploads : IAsyncDisposable
{
    // A large file shall not hold up small ones; many at once share one line and help nobody.
    private const int AtOnce = 3;

    private readonly List<Upload> _all = [];
    private readonly ChatClient _client;
    private readonly FileScript _script;
    private readonly DotNetObjectReference<Uploads> _self;

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
        SendNext();
    }

    /// <summary>Sends a failed one again.</summary>
    public void Retry(Upload upload)
    {
        upload.State = UploadState.Waiting;
        upload.Sent = 0;
        upload.Reason = null;
        Changed?.Invoke();
        SendNext();
    }

    /// <summary>Breaks one off, or takes a failed one off the list.</summary>
    public async Task CancelAsync(Upload upload)
    {
        _all.Remove(upload);
        Changed?.Invoke();
        await _script.CancelAsync(upload.File.Id);
        await _script.ForgetAsync(upload.File.Id);
        SendNext();
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

    private void SendNext()
    {
        while (_all.Count(static upload => upload.State == UploadState.Sending) < AtOnce && _all.Find(static upload => upload.State == UploadState.Waiting) is { } next)
        {
            next.State = UploadState.Sending;
            _ = SendOneAsync(next);
        }
    }

    private async Task SendOneAsync(Upload upload)
    {
        upload.Reason = await SendAsync(upload);
        if (upload.Reason is not null)
            upload.State = UploadState.Failed;
        else if (_all.Remove(upload))
            await _script.ForgetAsync(upload.File.Id);
        Changed?.Invoke();
        SendNext();
    }

    /// <returns>Null when the file is announced or was cancelled, else why not.</returns>
    private async Task<string?> SendAsync(Upload upload)
    {
        if (_client.UploadAddress is not { } address)
            return FilesTexts.NoFiles;
        string? token;
        try
        {
            token = await _client.RequestUploadTokenAsync();
        }
        catch (IOException refusal)
        {
            return RefusalWords.Why(refusal);
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
            return FilesTexts.Unreadable;
        }

        if (answer.Status == 201 && answer.Location is { } location)
            _client.Send(upload.Target.Name, new Uri(_client.Options.Address.HttpBase, location).AbsoluteUri);
        return Reason(answer);
    }

    private static string? Reason(UploadAnswer answer) => answer switch
    {
        { Status: 201, Location: not null } or { Status: -1 } => null,
        { Status: 0 } => FilesTexts.Unreachable,
        { Text.Length: > 0 } => answer.Text,
        { Status: 413 } => FilesTexts.TooLarge,
        { Status: 507 } => FilesTexts.Full,
        { Status: 401 } => FilesTexts.NotAllowed,
        _ => FilesTexts.Answered.Replace("{0}", answer.Status.ToString(CultureInfo.CurrentCulture), StringComparison.Ordinal),
    };
}
