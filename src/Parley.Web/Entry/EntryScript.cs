using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Parley.Web.Entry;

/// <summary>What the box for messages asks of the browser: see <c>wwwroot/entry.js</c>.</summary>
internal sealed class EntryScript(IJSRuntime browser)
{
    private Task<IJSObjectReference>? _script;

    /// <summary>Calls the program for what is typed and for the keys that mean something: see <see cref="Composer"/>.</summary>
    public Task WatchAsync<T>(DotNetObjectReference<T> program, ElementReference box) where T : class => DoAsync("watch", program, box);

    /// <summary>Turns to another text: what stands in the box is kept under the name it had.</summary>
    /// <param name="box">The box.</param>
    /// <param name="name">The other text's name.</param>
    /// <param name="text">The text; null: what is kept under that name.</param>
    public Task TurnAsync(ElementReference box, string name, string? text) => DoAsync("turn", box, name, text);

    /// <summary>Puts a text in at the caret, in the stead of so many characters before it.</summary>
    public Task InsertAsync(ElementReference box, string text, int replaced = 0) => DoAsync("insert", box, text, replaced);

    private async Task DoAsync(string function, params object?[] arguments)
        => await (await (_script ??= browser.InvokeAsync<IJSObjectReference>("import", "./entry.js").AsTask())).InvokeVoidAsync(function, arguments);
}
