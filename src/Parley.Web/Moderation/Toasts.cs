namespace Parley.Web.Moderation;

/// <summary>A short word after something was done.</summary>
/// <param name="Text">The word.</param>
/// <param name="Undo">Takes it back; null: it cannot be.</param>
public sealed record Toast(string Text, Action? Undo);

/// <summary>The short words that are shown now.</summary>
/// <param name="time">The clock.</param>
public sealed class Toasts(TimeProvider time)
{
    /// <summary>How long one can be read and answered.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(12);

    private const int Most = 3;
    private readonly List<(Toast Toast, ITimer Timer)> _shown = [];

    /// <summary>Another one is shown, or one less.</summary>
    public event Action? Changed;

    /// <summary>Those shown, the newest last.</summary>
    public IEnumerable<Toast> Shown => _shown.Select(static one => one.Toast);

    /// <summary>Shows one.</summary>
    public void Show(string text, Action? undo = null)
    {
        if (_shown.Count >= Most)
            Dismiss(_shown[0].Toast);
        var toast = new Toast(text, undo);
        _shown.Add((toast, time.CreateTimer(_ => Dismiss(toast), null, Length, Timeout.InfiniteTimeSpan)));
        Changed?.Invoke();
    }

    /// <summary>Takes one away.</summary>
    public void Dismiss(Toast toast)
    {
        int index = _shown.FindIndex(one => ReferenceEquals(one.Toast, toast));
        if (index < 0)
            return;
        _shown[index].Timer.Dispose();
        _shown.RemoveAt(index);
        Changed?.Invoke();
    }
}
