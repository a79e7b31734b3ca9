using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace Parley.Web.Accounts;

/// <summary>Passkeys in the browser: see <c>wwwroot/passkey.js</c>, which is fetched when it is needed.</summary>
internal sealed class PasskeyScript(IJSRuntime browser)
{
    private Task<IJSObjectReference>? _script;

    /// <summary>Whether this browser has passkeys on this page.</summary>
    public async Task<bool> CanUseAsync() => await AskAsync<bool>("canUse");

    /// <summary>Has the person make one: an <see cref="Parley.Client.Accounts.AskAuthenticator"/>.</summary>
    public Task<byte[]?> MakeAsync(byte[] options) => AskAsync<byte[]?>("make", options);

    /// <summary>Has the person show one: an <see cref="Parley.Client.Accounts.AskAuthenticator"/>.</summary>
    public Task<byte[]?> ShowAsync(byte[] options) => AskAsync<byte[]?>("show", options);

    // Without the script, as when the network has gone, it is as if there were none.
    private async Task<T?> AskAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        string function, params object[] arguments)
    {
        try
        {
            IJSObjectReference script = await (_script ??= browser.InvokeAsync<IJSObjectReference>("import", "./passkey.js").AsTask());
            return await script.InvokeAsync<T?>(function, arguments);
        }
        catch (JSException)
        {
            if (_script is { IsFaulted: true })
                _script = null;
            return default;
        }
    }
}
