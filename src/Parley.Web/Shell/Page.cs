using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Parley.Web.Shell;

/// <summary>What the page asks of the browser: see <c>wwwroot/page.js</c>.</summary>
internal sealed class Page(IJSRuntime browser)
{
    private const string NameKey = "parley.name";
    private Task<IJSObjectReference>? _script;

    /// <summary>The name that was used here last, or null.</summary>
    public Task<string?> RememberedNameAsync() => AskAsync<string?>("remembered", NameKey);

    /// <summary>Keeps the name for the next visit.</summary>
    public Task RememberNameAsync(string name) => DoAsync("remember", NameKey, name);

    /// <summary>Calls <c>Seen(bool)</c> on the program when the page is hidden or shown.</summary>
    public Task WatchSightAsync<T>(DotNetObjectReference<T> program) where T : class => DoAsync("watchSight", program);

    /// <summary>Calls <c>Send(string)</c> on the program when Enter is pressed in the box; the text comes back into it when that says false.</summary>
    public Task WatchEntryAsync<T>(DotNetObjectReference<T> program, ElementReference box) where T : class => DoAsync("watchEntry", program, box);

    /// <summary>Keeps the list at its end, and calls <c>EndReached(bool)</c> on the program when the reader leaves the end or comes back.</summary>
    public Task WatchEndAsync<T>(DotNetObjectReference<T> program, ElementReference list) where T : class => DoAsync("watchEnd", program, list);

    /// <summary>Scrolls a watched list to its end.</summary>
    public Task ToEndAsync(ElementReference list) => DoAsync("toEnd", list);

    /// <summary>Opens a dialog over everything else.</summary>
    public Task OpenAsync(ElementReference dialog) => DoAsync("openDialog", dialog);

    /// <summary>Sets what the browser's tab says, and the page's address unless that is null.</summary>
    public Task ShowPlaceAsync(string title, string? address) => DoAsync("showPlace", title, address);

    /// <summary>Calls <c>AddressChanged(string)</c> on the program when the room in the page's address changes.</summary>
    public Task WatchAddressAsync<T>(DotNetObjectReference<T> program) where T : class => DoAsync("watchAddress", program);

    /// <summary>Focuses the box where there is a real keyboard: on a phone that would cover half of the messages.</summary>
    public Task FocusEntryAsync(ElementReference box) => DoAsync("focusEntry", box);

    private async Task<T> AskAsync<T>(string function, params object?[] arguments) => await (await ScriptAsync()).InvokeAsync<T>(function, arguments);

    private async Task DoAsync(string function, params object?[] arguments) => await (await ScriptAsync()).InvokeVoidAsync(function, arguments);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./page.js").AsTask();
}
