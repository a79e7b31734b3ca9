using Microsoft.JSInterop;

namespace Parley.Web.Accounts;

/// <summary>Passkeys in the browser: see <c>wwwroot/passkey.js</c>, which is fetched when it is needed.</summary>
internal sealed class PasskeyScript(IJSRuntime browser)
{
    private Task<IJSObjectReference>? _script;

    /// <summary>Whether this browser has passkeys on this page.</summary>
    public async Task<bool> CanUseAsync() => await (await ScriptAsync()).InvokeAsync<bool>("canUse");

    /// <summary>Has the person make one: an <see cref="Parley.Client.Accounts.AskAuthenticator"/>.</summary>
    public async Task<byte[]?> MakeAsync(byte[] options) => await (await ScriptAsync()).InvokeAsync<byte[]?>("make", options);

    /// <summary>Has the person show one: an <see cref="Parley.Client.Accounts.AskAuthenticator"/>.</summary>
    public async Task<byte[]?> ShowAsync(byte[] options) => await (await ScriptAsync()).InvokeAsync<byte[]?>("show", options);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./passkey.js").AsTask();
}
