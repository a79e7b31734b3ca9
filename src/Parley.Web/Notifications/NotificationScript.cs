using Microsoft.JSInterop;

namespace Parley.Web.Notifications;

/// <summary>Sounds, notifications on the desktop, and the mark on the page's icon: see <c>wwwroot/notify.js</c>.</summary>
internal sealed class NotificationScript(IJSRuntime browser)
{
    private Task<IJSObjectReference>? _script;

    /// <summary>Calls <c>NotificationOpened(string, string?)</c> on the program with conversation and msgid when a notification is clicked.</summary>
    public async Task WatchAsync<T>(DotNetObjectReference<T> program) where T : class => await (await ScriptAsync()).InvokeVoidAsync("watch", program);

    /// <summary>Whether notifications may be shown: <c>granted</c>, <c>denied</c>, <c>default</c> (not asked yet), or <c>none</c>: this page cannot.</summary>
    public async Task<string> PermissionAsync() => await (await ScriptAsync()).InvokeAsync<string>("permission");

    /// <summary>Asks the person whether they may. Only after a click.</summary>
    public async Task<string> AskPermissionAsync() => await (await ScriptAsync()).InvokeAsync<string>("askPermission");

    /// <summary>Makes the sound of a message.</summary>
    public async Task SoundAsync() => await (await ScriptAsync()).InvokeVoidAsync("sound");

    /// <summary>Shows one, in place of another of the same conversation.</summary>
    public async Task ShowAsync(string conversation, string? id, string title, string text)
        => await (await ScriptAsync()).InvokeVoidAsync("show", conversation, id, title, text);

    /// <summary>Takes that of a conversation away: it was read.</summary>
    public async Task CloseAsync(string conversation) => await (await ScriptAsync()).InvokeVoidAsync("close", conversation);

    /// <summary>Shows on the page's icon that something was not read.</summary>
    /// <param name="unread">How many messages.</param>
    /// <param name="mentions">How many of them speak to the person.</param>
    public async Task MarkAsync(int unread, int mentions) => await (await ScriptAsync()).InvokeVoidAsync("mark", unread, mentions);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./notify.js").AsTask();
}
