using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Parley.Client.Accounts;

namespace Parley.Web.Shell;

/// <summary>What the page asks of the browser: see <c>wwwroot/page.js</c>.</summary>
internal sealed class Page(IJSRuntime browser)
{
    private const string NameKey = "parley.name";
    private const string LoginKey = "parley.login";
    private const string RoomsKey = "parley.rooms";

    /// <summary>Whom the person does not want to hear.</summary>
    public const string IgnoredKey = "parley.ignored";

    /// <summary>How the person has sorted the rooms.</summary>
    public const string ShelfKey = "parley.shelf";

    private Task<IJSObjectReference>? _script;
    private Task<IJSObjectReference>? _arrows;

    /// <summary>The name that was used here last, or null.</summary>
    public Task<string?> RememberedNameAsync() => AskAsync<string?>("remembered", NameKey);

    /// <summary>The rooms that the person was in last.</summary>
    public async Task<string[]> RememberedRoomsAsync() => (await AskAsync<string?>("remembered", RoomsKey))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Keeps the rooms for the next visit: their names, with spaces between them.</summary>
    public Task RememberRoomsAsync(string rooms) => DoAsync("remember", RoomsKey, rooms);

    /// <summary>Forgets who was here.</summary>
    public async Task ForgetPersonAsync()
    {
        foreach (string key in (string[])[NameKey, RoomsKey, LoginKey, IgnoredKey, ShelfKey])
            await DoAsync("forget", key);
        await DoAsync("forgetDrafts");
    }

    /// <summary>Keeps the name for the next visit.</summary>
    public Task RememberNameAsync(string name) => DoAsync("remember", NameKey, name);

    /// <summary>What this browser keeps under that key, or null.</summary>
    public Task<string?> RecallAsync(string key) => AskAsync<string?>("remembered", key);

    /// <summary>Keeps something in this browser.</summary>
    public Task KeepAsync(string key, string value) => DoAsync("remember", key, value);

    /// <summary>What this browser logs in with, or null.</summary>
    public async Task<Credentials?> RememberedLoginAsync()
        => (await AskAsync<string?>("remembered", LoginKey))?.Split(' ') is [var account, var token] ? new Credentials(account, token) : null;

    /// <summary>Keeps what this browser logs in with from now on: a token, never a password. Null: forgets it.</summary>
    public Task RememberLoginAsync(Credentials? login) => login is { IsToken: true }
        ? DoAsync("remember", LoginKey, $"{login.Account} {login.Secret}")
        : DoAsync("forget", LoginKey);

    /// <summary>What this browser is, in a few words, such as "Firefox on Linux".</summary>
    public Task<string> DeviceNameAsync() => AskAsync<string>("deviceName");

    /// <summary>Whether <see cref="DeriveKeyAsync"/> works: browsers do such things only on pages that came by TLS or from this machine.</summary>
    public Task<bool> CanDeriveKeysAsync() => AskAsync<bool>("canDeriveKeys");

    /// <summary>Derives a password's key. The program itself would take half a minute for it.</summary>
    public Task<byte[]> DeriveKeyAsync(byte[] password, byte[] salt, int iterations) => AskAsync<byte[]>("deriveKey", password, salt, iterations);

    /// <summary>Puts a text where it can be pasted from.</summary>
    /// <returns>False when the browser does not let the page do so.</returns>
    public Task<bool> CopyAsync(string text) => AskAsync<bool>("copy", text);

    /// <summary>Lets the arrow keys move the focus among the elements of a selector: see <c>wwwroot/arrows.js</c>. Once for an element is enough.</summary>
    public async Task WatchArrowsAsync(ElementReference container, string selector)
        => await (await (_arrows ??= browser.InvokeAsync<IJSObjectReference>("import", "./arrows.js").AsTask())).InvokeVoidAsync("watch", container, selector);

    /// <summary>Closes a dialog.</summary>
    public Task CloseAsync(ElementReference dialog) => DoAsync("closeDialog", dialog);

    /// <summary>Calls <c>Seen(bool)</c> on the program when the page is hidden or shown.</summary>
    public Task WatchSightAsync<T>(DotNetObjectReference<T> program) where T : class => DoAsync("watchSight", program);

    /// <summary>Calls <c>NetworkChanged()</c> on the program when there is a network again, or another one, or the page is looked at again.</summary>
    public Task WatchNetworkAsync<T>(DotNetObjectReference<T> program) where T : class => DoAsync("watchNetwork", program);

    /// <summary>Opens a dialog over everything else.</summary>
    public Task OpenAsync(ElementReference dialog) => DoAsync("openDialog", dialog);

    /// <summary>Opens a dialog over everything else, beside an element; on a phone at the bottom.</summary>
    public Task OpenBesideAsync(ElementReference dialog, ElementReference beside) => DoAsync("openBeside", dialog, beside);

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
