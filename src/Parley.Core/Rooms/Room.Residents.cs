using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>A member's place here, as it is kept over restarts; null for those who are no members.</summary>
    internal Home? HomeOf(User user) => _members.TryGetValue(user, out Place? place) ? new Home(Name, place.Rank, place.Since) : null;

    /// <summary>Puts a member back who was here when the server ended. Nobody is told, as nobody is here yet, and nothing is kept: nobody had left.</summary>
    internal void Return(User user, Home home)
    {
        _members[user] = new Place(home.Rank, home.Since);
        user.Entered(_self);
    }
}
