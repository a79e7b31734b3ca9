using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Parley.Client;

/// <summary>What an app may watch: says which of its properties changed. Raised on the thread that holds <see cref="ChatClient.Sync"/>.</summary>
public abstract class Observable : INotifyPropertyChanged
{
    /// <inheritdoc/>
    public event PropertyChangedEventHandler? PropertyChanged;

    private protected void Set<T>(ref T field, T value, [CallerMemberName] string? name = null)
    {
        if (EqualityComparer<T>.Default.Equals(field, value))
            return;
        field = value;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
    }
}
