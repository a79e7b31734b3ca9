using Parley.Client.Accounts;
using Parley.Protocol.Capabilities;

namespace Parley.Client;

public sealed partial class ChatClient
{
    /// <summary>Whether this account can have this device told by Web Push of what concerns it while no client is connected.</summary>
    public bool CanPush => PushKey is not null && Account is not null;

    /// <summary>The server's key, which a browser's <c>pushManager.subscribe</c> takes as <c>applicationServerKey</c>; null: the server sends no pushes.</summary>
    public string? PushKey => Session is { } session && session.Offered.HasFlag(Capability.WebPush) ? session.Features.PushKey : null;

    internal Answers PushAnswers { get; } = new();

    /// <summary>Has the account told at that endpoint, in the place of what was asked for there before. To be asked again at each start: servers forget.</summary>
    /// <param name="endpoint">The subscription's <c>endpoint</c>.</param>
    /// <param name="publicKey">Its key <c>p256dh</c>, in Base64 for URLs.</param>
    /// <param name="secret">Its key <c>auth</c>, in Base64 for URLs.</param>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task RegisterPushAsync(string endpoint, string publicKey, string secret)
        => AskAsync(PushAnswers, session => session.Send("WEBPUSH"u8, "REGISTER", endpoint, $"p256dh={publicKey};auth={secret}"));

    /// <summary>Has the account told no longer at that endpoint.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task UnregisterPushAsync(string endpoint) => AskAsync(PushAnswers, session => session.Send("WEBPUSH"u8, "UNREGISTER", endpoint));
}
