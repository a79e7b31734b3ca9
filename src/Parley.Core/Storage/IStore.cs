using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Push;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Core.Users;

namespace Parley.Core.Storage;

/// <summary>Everything that outlives its connection.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>What was said and happened.</summary>
    IHistory History { get; }

    /// <summary>Up to when each has read what.</summary>
    IReadMarkers ReadMarkers { get; }

    /// <summary>Finds what was said.</summary>
    IMessageSearch Search { get; }

    /// <summary>The rooms.</summary>
    IRoomStore Rooms { get; }

    /// <summary>Those who stay without a connection.</summary>
    IResidentStore Residents { get; }

    /// <summary>The accounts.</summary>
    IAccountStore Accounts { get; }

    /// <summary>Where accounts are told by Web Push.</summary>
    IPushStore Push { get; }

    /// <summary>Who has to wait because logins failed.</summary>
    IFailedLogins FailedLogins { get; }
}
