using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Parley.Web.Files;

/// <summary>A file that was picked, dropped or pasted. Its bytes stay with the browser.</summary>
/// <param name="Id">Names it to <see cref="FileScript"/>.</param>
/// <param name="Name">As on the person's disk.</param>
/// <param name="Size">In bytes.</param>
public sealed record ChosenFile(int Id, string Name, long Size);

/// <summary>What the server answered to a file.</summary>
/// <param name="Status">The HTTP status; 0 when it could not be reached, -1 when the person cancelled.</param>
/// <param name="Location">Where the file is now, or null.</param>
/// <param name="Text">The reason in the server's words, or empty.</param>
internal sealed record UploadAnswer(int Status, string? Location, string Text);

/// <summary>The one script that touches bytes of files: see <c>wwwroot/files.js</c>.</summary>
internal sealed class FileScript(IJSRuntime browser)
{
    private readonly Dictionary<string, Task<long?>> _sizes = [];
    private Task<IJSObjectReference>? _script;
    private Task<IJSObjectReference>? _viewer;

    /// <summary>Calls <c>FilesChosen(ChosenFile[])</c> on the program for each choice by picker, drop or paste.</summary>
    public async Task WatchAsync<T>(DotNetObjectReference<T> program, ElementReference picker) where T : class
        => await (await ScriptAsync()).InvokeVoidAsync("watch", program, picker);

    /// <summary>Opens the browser's picker.</summary>
    public async Task PickAsync(ElementReference picker) => await (await ScriptAsync()).InvokeVoidAsync("pick", picker);

    /// <summary>Sends a file under that name and calls <c>Sent(int, long)</c> on the program as it goes.</summary>
    public async Task<UploadAnswer> SendAsync<T>(DotNetObjectReference<T> program, int id, string name, Uri address, string? token) where T : class
        => await (await ScriptAsync()).InvokeAsync<UploadAnswer>("send", program, id, name, address.AbsoluteUri, token);

    /// <summary>Breaks off the sending of a file, if it has begun.</summary>
    public async Task CancelAsync(int id) => await (await ScriptAsync()).InvokeVoidAsync("cancel", id);

    /// <summary>Lets go of a chosen file.</summary>
    public async Task ForgetAsync(int id) => await (await ScriptAsync()).InvokeVoidAsync("forget", id);

    /// <summary>The size in bytes of a file on the server; null when it is not there. Asked once for each address.</summary>
    public Task<long?> SizeAsync(string address)
    {
        if (!_sizes.TryGetValue(address, out Task<long?>? size))
            _sizes.Add(address, size = AskAsync());
        return size;

        async Task<long?> AskAsync() => await (await ScriptAsync()).InvokeAsync<long?>("size", address);
    }

    /// <summary>The first bytes of a text on the server; null when it is not there, or no text.</summary>
    public async Task<string?> BeginningAsync(string address, int bytes) => await (await ScriptAsync()).InvokeAsync<string?>("beginning", address, bytes);

    /// <summary>Calls <c>Step(int)</c> on the program when another image is wanted in the viewer, and lets it be zoomed: see <c>wwwroot/viewer.js</c>.</summary>
    public async Task WatchViewerAsync<T>(DotNetObjectReference<T> program, ElementReference dialog) where T : class
        => await (await ViewerAsync()).InvokeVoidAsync("watch", program, dialog);

    /// <summary>Makes the image in the viewer larger (1) or smaller (-1).</summary>
    public async Task ZoomAsync(ElementReference dialog, int step) => await (await ViewerAsync()).InvokeVoidAsync("zoom", dialog, step);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./files.js").AsTask();

    private Task<IJSObjectReference> ViewerAsync() => _viewer ??= browser.InvokeAsync<IJSObjectReference>("import", "./viewer.js").AsTask();
}
