namespace Parley.Web.Moderation;

/// <summary>A short word after something was done. Two of the same words are two.</summary>
/// <param name="text">The word.</param>
/// <param name="undo">Takes it back; null: it cannot be.</param>
public sealed class Toast(string text, Action? undo)
{
    /// <summary>The word.</summary>
    public string Text { get; } = text;

    /// <summary>Takes it back; null: it cannot be.</summary>
    public Action? Undo { get; } = undo;
}

/// <summary>The short words that are shown now.</summary>
/// <param name="time">The clock.</param>
public sealed class Toasts(TimeProvider time)
{
    /// <summary>How long one can be read and answered.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(12);

    private const int Most = 3;
    private readonly List<Standing> _shown = [];

    /// <summary>Another one is shown, or one less.</summary>
    public event Action? Changed;

    /// <summary>Those shown, the newest last.</summary>
    public IEnumerable<Toast> Shown => _shown.Select(static one => one.Toast);

    /// <summary>Shows one.</summary>
    public void Show(string text, Action? undo = null)
    {
        if (_shown.Count >= Most)
            Dismiss((_shown.Find(static one => one.Holds == 0) ?? _shown[0]).Toast);
        var toast = new Toast(text, undo);
        _shown.Add(new Standing(toast, time.CreateTimer(_ => Dismiss(toast), null, Length, Timeout.InfiniteTimeSpan)));
        Changed?.Invoke();
    }

    /// <summary>Keeps one while the pointer or the focus is on it. Each needs a <see cref="Release"/>.</summary>
    public void Hold(Toast toast)
    {
        if (Find(toast) is { } one && ++one.Holds == 1)
            one.Timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Pointer or focus have left it: it goes by itself again.</summary>
    public void Release(Toast toast)
    {
        if (Find(toast) is { Holds: > 0 } one && --one.Holds == 0)
            one.Timer.Change(Length, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes one away.</summary>
    public void Dismiss(Toast toast)
    {
        if (Find(toast) is not { } one)
            return;
        one.Timer.Dispose();
        _shown.Remove(one);
        Changed?.Invoke();
    }

    private Standing? Find(Toast toast) => _shown.Find(one => one.Toast == toast);

    private sealed class Standing(Toast toast, ITimer timer)
    {
        public Toast Toast { get; } = toast;

        public ITimer Timer { get; } = timer;

        public int Holds { get; set; }
    }
}
