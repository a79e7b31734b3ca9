using Parley.Core.History;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>Keeps what happens in one room, in the room's order: its <see cref="Take"/> is a feed of the room.</summary>
internal sealed class RoomRecorder(IHistory history, IReadMarkers markers, Residents residents, Recording recording)
{
    private IConversation? _conversation;

    /// <summary>Keeps an event if later readers want to know of it.</summary>
    public void Take(RoomEvent happened)
    {
        if (happened is not Posted)
            residents.Take(happened);
        // What concerned some only is not for those who read it later.
        if (happened.OnlyFor is not null || (recording.IsEnding && happened is Ended or UserChanged { Notice: UserQuit }))
            return;
        if (happened is Posted posted)
        {
            if (!posted.Message.IsPassing)
                Append(happened.Room, posted.Message);
        }
        else if (happened is Ended ended)
        {
            // Whoever founds the room anew would else read what only some had been let in to hear. And who came and went where nobody said
            // anything is not worth what it costs: one client can found thousands of rooms.
            history.ForgetRoom(ended.Room, onlyIfSilent: ended.WasOpen);
        }
        else if (happened is RoomRenamed renamed)
        {
            history.RenameRoom(renamed.Before, renamed.Room);
            // It may have been forgotten meanwhile, and would be found again by the old name.
            _conversation = null;
            markers.RenameRoom(renamed.Before, renamed.Room);
        }
        else if (happened is Redacted redacted)
        {
            (_conversation ??= history.OfRoom(redacted.Room)).Redact(redacted.MessageId, ToItem(redacted));
        }
        else if (ToItem(happened) is { } item)
        {
            Append(happened.Room, item);
        }
    }

    private void Append(string room, HistoryItem item) => (_conversation ??= history.OfRoom(room)).Append(item);

    private static Happening ToItem(Redacted redacted)
        => new(redacted.Stamp, HappeningKind.Redacted, redacted.MessageId.ToString("N"), redacted.Room, redacted.Reason);

    private static Happening? ToItem(RoomEvent happened) => happened switch
    {
        Joined joined => new(joined.Stamp, HappeningKind.Joined, joined.By.User.Account ?? "*", joined.By.User.RealName),
        Parted parted => new(parted.Stamp, HappeningKind.Parted, parted.Reason),
        Kicked kicked => new(kicked.Stamp, HappeningKind.Kicked, kicked.Target.Nickname, kicked.Reason),
        TopicChanged topic => new(topic.Stamp, HappeningKind.Topic, topic.Text),
        ModesChanged modes => new(modes.Stamp, HappeningKind.Modes,
            [ModeLetters.Of(modes.Changes), .. from change in modes.Changes where change.Parameter is not null select change.Parameter]),
        UserChanged { Notice: UserQuit quit } => new(quit.Stamp, HappeningKind.Quit, quit.Reason),
        UserChanged { Notice: UserRenamed renamed } => new(renamed.Stamp, HappeningKind.Renamed, renamed.Nickname),
        _ => null,
    };
}
