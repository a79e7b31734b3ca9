using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;

namespace Parley.Web.Shell;

/// <summary>A long list of rows of one height, of which only those are drawn that are in sight or nearly: see <c>wwwroot/rows.js</c>.</summary>
/// <remarks>In place of the framework's <c>Virtualize</c>, whose spacers have style attributes: the page's content policy allows none.</remarks>
/// <typeparam name="TItem">What a row is of.</typeparam>
public sealed class WindowedList<TItem> : ComponentBase, IAsyncDisposable
{
    // What is drawn until the script has said what is in sight: a screen of most.
    private const int FirstRows = 30;

    private DotNetObjectReference<WindowedList<TItem>>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _watch;
    private ElementReference _before, _after;
    private int _first;
    private int _rows = FirstRows;

    /// <summary>How many rows there are.</summary>
    [Parameter, EditorRequired] public int Count { get; set; }

    /// <summary>Gives so many rows, from the first of them on.</summary>
    [Parameter, EditorRequired] public required Func<int, int, IEnumerable<TItem>> Slice { get; set; }

    /// <summary>Draws a row, whose outermost element has a key.</summary>
    [Parameter, EditorRequired] public required RenderFragment<TItem> Row { get; set; }

    /// <summary>The element that stands for rows that are not drawn: <c>li</c> in a list.</summary>
    [Parameter] public string Spacer { get; set; } = "div";

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    /// <summary>These rows are in sight, or nearly.</summary>
    [JSInvokable]
    public void Show(int first, int rows)
    {
        (_first, _rows) = (first, rows);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_watch is not null)
        {
            await _watch.InvokeVoidAsync("end");
            await _watch.DisposeAsync();
        }
        if (_script is not null)
            await _script.DisposeAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        int first = Math.Clamp(_first, 0, Math.Max(0, Count - 1)), drawn = Math.Min(_rows, Count - first);
        Space(builder, 0, first, null, element => _before = element);
        builder.OpenRegion(10);
        foreach (TItem item in Slice(first, drawn))
            Row(item)(builder);
        builder.CloseRegion();
        Space(builder, 20, Count - first - drawn, drawn, element => _after = element);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./rows.js");
        _watch = await _script.InvokeAsync<IJSObjectReference>("watch", _self, _before, _after);
    }

    private void Space(RenderTreeBuilder builder, int sequence, int rows, int? drawn, Action<ElementReference> capture)
    {
        builder.OpenElement(sequence, Spacer);
        builder.AddAttribute(sequence + 1, "aria-hidden", "true");
        builder.AddAttribute(sequence + 2, "data-rows", rows.ToString(CultureInfo.InvariantCulture));
        if (drawn is { } count)
            builder.AddAttribute(sequence + 3, "data-drawn", count.ToString(CultureInfo.InvariantCulture));
        builder.AddElementReferenceCapture(sequence + 4, capture);
        builder.CloseElement();
    }
}
