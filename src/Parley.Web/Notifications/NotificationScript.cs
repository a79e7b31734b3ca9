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

    /// <summary>Has the browser's push service tell this browser when the page is closed. Null: it cannot.</summary>
    /// <param name="key">The server's key.</param>
    public async Task<PushSubscription?> SubscribeAsync(string key) => await (await ScriptAsync()).InvokeAsync<PushSubscription?>("subscribe", key);

    /// <summary>Ends that; gives the endpoint, or null when there was none.</summary>
    public async Task<string?> UnsubscribeAsync() => await (await ScriptAsync()).InvokeAsync<string?>("unsubscribe");

    /// <summary>Takes that of a conversation away: it was read.</summary>
    public async Task CloseAsync(string conversation) => await (await ScriptAsync()).InvokeVoidAsync("close", conversation);

    /// <summary>Shows on the page's icon that something was not read.</summary>
    /// <param name="unread">How many messages.</param>
    /// <param name="mentions">How many of them speak to the person.</param>
    public async Task MarkAsync(int unread, int mentions) => await (await ScriptAsync()).InvokeVoidAsync("mark", unread, mentions);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./notify.js").AsTask();
}

/// <summary>What a browser gives to whom may push to it. Source: https://www.w3.org/TR/push-api/#pushsubscription-interface.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="PublicKey">Its key <c>p256dh</c>, in Base64 for URLs.</param>
/// <param name="Secret">Its key <c>auth</c>, in Base64 for URLs.</param>
internal sealed record PushSubscription(string Endpoint, string PublicKey, string Secret);
