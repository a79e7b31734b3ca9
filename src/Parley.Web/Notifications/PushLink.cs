using Parley.Client;
using Parley.Client.Connections;
using Parley.Web.Settings;

namespace Parley.Web.Notifications;

/// <summary>Has the server tell this browser of what concerns the person while no page is open, where that is wanted and can be.</summary>
internal sealed class PushLink(ChatClient client, KeptPreferences kept, NotificationScript script)
{
    private string? _asked;
    private bool _busy;

    /// <summary>Something changed: asks the server, or takes it back. The server forgets, so it is asked anew on each connection.</summary>
    public async Task CheckAsync()
    {
        string? wanted = client is { State: ConnectionState.Online, CanPush: true, PushKey: { } key } && kept.Current.Desktop ? key : null;
        if (client.State != ConnectionState.Online)
            _asked = null;
        if (_busy || wanted == _asked || client.State != ConnectionState.Online)
            return;
        (_busy, _asked) = (true, wanted);
        try
        {
            if (wanted is not null && await script.SubscribeAsync(wanted) is { } subscription)
                await client.RegisterPushAsync(subscription.Endpoint, subscription.PublicKey, subscription.Secret);
            else if (wanted is null && await script.UnsubscribeAsync() is { } endpoint && client.CanPush)
                await client.UnregisterPushAsync(endpoint);
        }
        catch (IOException)
        {
            // The page tells as long as it is open; the next connection asks again.
        }
        _busy = false;
    }
}
