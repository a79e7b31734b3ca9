using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Protocol.Names;

namespace Parley.Core.Users;

/// <summary>Who is here, by nickname, and who was. A name belongs to one user at a time, whatever its case or composition.</summary>
/// <param name="former">Remembers who had a name that is free now.</param>
public sealed class UserDirectory(FormerNames former)
{
    private readonly ConcurrentDictionary<string, User> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, User> _byLook = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, User> _byAccount = new(StringComparer.Ordinal);
    private int _most;

    /// <summary>How many users are here.</summary>
    public int Count => _byName.Count;

    /// <summary>The most that were here at once since the start.</summary>
    public int Most => _most;

    /// <summary>All users, in no order. Not the dictionary's Values, which copies them under all its locks.</summary>
    public IEnumerable<User> All => _byName.Select(pair => pair.Value);

    /// <summary>Who had a name before.</summary>
    public FormerNames Former => former;

    /// <summary>The user of that nickname.</summary>
    public bool TryFind(string nickname, [NotNullWhen(true)] out User? user) => _byName.TryGetValue(Casemapping.Fold(nickname), out user);

    /// <summary>The user who has logged in to that account: the one by whom others of the same account come in.</summary>
    public bool TryFindByAccount(string account, [NotNullWhen(true)] out User? user) => _byAccount.TryGetValue(Casemapping.Fold(account), out user);

    /// <summary>Gives a user the first nickname; false when somebody has it or one that looks the same, or is here for the same account.</summary>
    /// <param name="user">Who comes.</param>
    /// <param name="nickname">The name, already found allowed.</param>
    /// <param name="account">The account that the user has logged in to. Null: a guest.</param>
    public bool TryAdd(User user, string nickname, string? account = null)
    {
        if (!TryTake(user, nickname))
            return false;
        user.Name(nickname);
        user.Account = account;
        // Last, as from now on other sessions of the account come to this user.
        if (account is not null && !_byAccount.TryAdd(Casemapping.Fold(account), user))
        {
            Free(user, nickname, except: null);
            return false;
        }
        for (int count = Count, most = _most; count > most; most = _most)
            Interlocked.CompareExchange(ref _most, count, most);
        return true;
    }

    /// <summary>Gives a user another nickname; false when somebody else has it or one that looks the same, or the user has gone.</summary>
    /// <param name="user">Who is renamed.</param>
    /// <param name="nickname">The name, already found allowed.</param>
    /// <param name="rename">Sets the name and tells whom it concerns. The old name is free for others only when it has returned, so that
    /// nobody can take it and be mistaken for the one who had it.</param>
    public bool TryRename(User user, string nickname, Action<string> rename)
    {
        // Others may rename the user too, and the user may be about to go.
        lock (user.Naming)
        {
            string before = user.Nickname;
            if (!TryFind(before, out User? named) || named != user || !TryTake(user, nickname))
                return false;
            if (!Casemapping.Same(before, nickname))
                former.Add(user);
            rename(nickname);
            Free(user, before, except: nickname);
            return true;
        }
    }

    /// <summary>A user who is here logs in to an account; false when somebody is here for it.</summary>
    public bool TryLogIn(User user, string account)
    {
        if (_byAccount.GetOrAdd(Casemapping.Fold(account), user) != user)
            return false;
        if (user.Account is not null && !Casemapping.Same(user.Account, account))
            LogOut(user);
        user.Account = account;
        return true;
    }

    /// <summary>The user is a guest again, and goes with the last session.</summary>
    public void LogOut(User user)
    {
        if (user.Account is not { } account)
            return;
        _byAccount.TryRemove(new(Casemapping.Fold(account), user));
        (user.Account, user.IsAlwaysOn) = (null, false);
    }

    /// <summary>Frees the name of a user who has gone and of whose going everyone knows.</summary>
    public void Remove(User user)
    {
        lock (user.Naming)
        {
            former.Add(user);
            if (user.Account is { } account)
                _byAccount.TryRemove(new(Casemapping.Fold(account), user));
            Free(user, user.Nickname, except: null);
        }
    }

    // Neither somebody else's name nor one that looks the same; what the user has already can be taken again.
    private bool TryTake(User user, string nickname)
    {
        string name = Casemapping.Fold(nickname), look = Confusables.LookOf(nickname);
        bool hadLook = _byLook.TryGetValue(look, out User? before) && before == user;
        if (_byLook.GetOrAdd(look, user) != user)
            return false;
        if (_byName.GetOrAdd(name, user) == user)
            return true;
        if (!hadLook)
            _byLook.TryRemove(new(look, user));
        return false;
    }

    private void Free(User user, string nickname, string? except)
    {
        if (except is null || !Casemapping.Same(nickname, except))
            _byName.TryRemove(new(Casemapping.Fold(nickname), user));
        if (Confusables.LookOf(nickname) is var look && (except is null || look != Confusables.LookOf(except)))
            _byLook.TryRemove(new(look, user));
    }
}
