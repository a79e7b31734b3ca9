namespace Parley.Client.People;

/// <summary>Whom the person does not want to hear: by account where they have one, else by nickname.</summary>
/// <remarks>IRC has no command for it that servers share, so it is the client that does not listen.</remarks>
public sealed class IgnoreList
{
    private const string OfAccount = "a:";

    private readonly SortedSet<string> _entries = new(StringComparer.Ordinal);
    private Func<string, string> _fold;

    internal IgnoreList(Func<string, string> fold) => _fold = fold;

    /// <summary>Somebody was put on it or taken off it.</summary>
    public event Action? Changed;

    /// <summary>The entries, to be kept: nicknames, and <c>a:</c> before an account.</summary>
    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>Takes what was kept in the place of what is here.</summary>
    public void Restore(IEnumerable<string> entries)
    {
        _entries.Clear();
        foreach (string entry in entries.Where(static entry => entry.Length > 0))
            _entries.Add(entry);
        Changed?.Invoke();
    }

    /// <summary>Ignores somebody.</summary>
    /// <param name="nickname">The nickname.</param>
    /// <param name="account">The account; null: a guest.</param>
    public void Add(string nickname, string? account)
    {
        _entries.Add(account is null ? nickname : OfAccount + account);
        Changed?.Invoke();
    }

    /// <summary>Hears somebody again.</summary>
    public void Remove(string nickname, string? account)
    {
        _entries.RemoveWhere(entry => IsOf(entry, nickname, account));
        Changed?.Invoke();
    }

    /// <summary>Whether that one is ignored.</summary>
    public bool Contains(string nickname, string? account) => _entries.Count > 0 && _entries.Any(entry => IsOf(entry, nickname, account));

    internal void Rekey(Func<string, string> fold) => _fold = fold;

    // Who is ignored by account is so under any name; an entry by name is of guests too, so it also holds for who has logged in since.
    private bool IsOf(string entry, string nickname, string? account)
        => entry.StartsWith(OfAccount, StringComparison.Ordinal)
            ? account is not null && _fold(account) == _fold(entry[OfAccount.Length..])
            : _fold(nickname) == _fold(entry);
}
