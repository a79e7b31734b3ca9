using Parley.Client.Connections;

namespace Parley.Client;

public sealed partial class ChatClient
{
    /// <summary>Why the server does not let this client in: the numeric, and its text. Null: it does, or has said nothing.</summary>
    /// <remarks>464: it wants a password of everybody, or another one. 465 and 466: it wants nothing to do with this user.</remarks>
    public ServerNotice? TurnedAway { get; private set; }

    /// <summary>Whether the app asks for the server's password. Then the client waits for it (<see cref="ConnectionState.NicknameNeeded"/>) and does not try again without.</summary>
    public bool AsksForPassword { get; init; }

    /// <summary>Whether rooms can have rules here: see <see cref="Rooms.RoomRules"/>.</summary>
    public bool KeepsRules => Session is { } session && session.Has(Lines.RegistrationLines.Metadata);

    /// <summary>Whether it has been given a password for the server: when it is turned away then, that was not the right one.</summary>
    public bool HasServerPassword => ServerPassword is not null;

    internal string? ServerPassword { get; private set; }

    /// <summary>Tries again with that word for the server.</summary>
    public void GiveServerPassword(string password)
    {
        lock (Sync)
        {
            (ServerPassword, TurnedAway) = (password, null);
            if (State == ConnectionState.NicknameNeeded)
                State = ConnectionState.Connecting;
            _goOn.TrySetResult();
            Changed?.Invoke();
        }
    }

    internal void TurnAway(ServerNotice why)
    {
        (TurnedAway, Problem) = (why, why.Text);
        if (why.Code == "464" && AsksForPassword)
            State = ConnectionState.NicknameNeeded;
        else
            Tell(why);
    }
}
