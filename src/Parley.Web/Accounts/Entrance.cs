using Microsoft.JSInterop;

namespace Parley.Web.Accounts;

/// <summary>What stands before the rooms: the prompt for the name, which is plain HTML and was there before the program. See <c>wwwroot/enter.js</c>.</summary>
internal sealed class Entrance(IJSRuntime browser)
{
    private EntranceView? _shown;

    /// <summary>Calls <c>Enter(string)</c> on the program for each name that is given.</summary>
    /// <returns>The name that was given before the program was there, or null.</returns>
    public ValueTask<string?> AttachAsync<T>(DotNetObjectReference<T> program) where T : class => browser.InvokeAsync<string?>("entrance.attach", program);

    /// <summary>Shows it so.</summary>
    public ValueTask ShowAsync(EntranceView view)
    {
        if (view == _shown)
            return ValueTask.CompletedTask;
        _shown = view;
        return browser.InvokeVoidAsync("entrance.show", view.Stage, view.IsBusy, view.Problem, view.Offers.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

/// <summary>How the entrance is to look.</summary>
/// <param name="Stage"><c>prompt</c>, <c>back</c> (rooms without content, for who was here before), or <c>in</c>: the program draws.</param>
/// <param name="IsBusy">Whether an answer is awaited.</param>
/// <param name="Problem">Why the last name was not taken, or empty.</param>
/// <param name="Offers">Names that may be free, with spaces between them.</param>
internal sealed record EntranceView(string Stage, bool IsBusy, string Problem, string Offers);
