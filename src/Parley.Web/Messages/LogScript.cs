using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Parley.Web.Messages;

/// <summary>What the list of messages asks of the browser: see <c>wwwroot/log.js</c>.</summary>
internal sealed class LogScript(IJSRuntime browser)
{
    // Pixels that no row is lower than, and how many rows are drawn at first for any list.
    private const int LeastHeight = 28;
    private const int FewestRows = 16, MostRows = 60;

    private Task<IJSObjectReference>? _script;

    /// <summary>How many rows fill the list, as far as its height is known.</summary>
    public int RowsOnScreen { get; private set; } = 36;

    /// <summary>Keeps the list where its reader is, and tells the program what is in sight.</summary>
    public async Task WatchAsync<T>(DotNetObjectReference<T> program, ElementReference list) where T : class
    {
        int height = await (await ScriptAsync()).InvokeAsync<int>("watch", program, list);
        if (height > 0)
            RowsOnScreen = Math.Clamp((height / LeastHeight) + 2, FewestRows, MostRows);
    }

    /// <summary>Scrolls to the end, and follows it from then on.</summary>
    public async Task ToEndAsync(ElementReference list) => await (await ScriptAsync()).InvokeVoidAsync("toEnd", list);

    /// <summary>Has it told what is in sight, though it was told before.</summary>
    public async Task TellAgainAsync(ElementReference list) => await (await ScriptAsync()).InvokeVoidAsync("tellAgain", list);

    /// <summary>Brings a message into sight.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The key of the message's line.</param>
    /// <param name="lit">Whether it is to be pointed out and focused.</param>
    /// <returns>False: the list does not hold it.</returns>
    public async Task<bool> ShowAsync(ElementReference list, string key, bool lit) => await (await ScriptAsync()).InvokeAsync<bool>("show", list, key, lit);

    /// <summary>Stops watching.</summary>
    public async Task LeaveAsync(ElementReference list)
    {
        try
        {
            await (await ScriptAsync()).InvokeVoidAsync("leave", list);
        }
        catch (JSException)
        {
            // The list has gone before.
        }
    }

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./log.js").AsTask();
}
