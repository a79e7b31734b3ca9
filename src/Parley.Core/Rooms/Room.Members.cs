using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>Lets a user in. The first in a room that is not permanent is its operator.</summary>
    /// <param name="by">Who wants in.</param>
    /// <param name="key">The key, if one was given, or the token of a link: <see cref="InviteLink.Mark"/>.</param>
    /// <returns>The event, or why not.</returns>
    public RoomResult<Joined> Join(Actor by, string? key)
    {
        if (IsGone)
            return Refusal.Gone;
        if (IsMember(by.User))
            return Refusal.AlreadyMember;
        InviteLink? link = LinkOf(by.User, key);
        Refusal refusal = by.User.Rooms.Length >= _rules.RoomsPerUser ? Refusal.TooManyRooms : WhyClosed(by.User, key, link);
        if (refusal != Refusal.None)
        {
            // Without this a room that refuses its very first visitor would stay for ever, empty.
            if (_isAsleep)
                IsGone = true;
            else
                GiveUpIfForsaken(by);
            return refusal;
        }

        _isAsleep = false;
        by.User.Uninvite(_self);
        Rank standing = StandingOf(by.User);
        _members.Add(by.User, new Place(IsForsaken ? Rank.Operator : standing, Now()));
        by.User.Entered(_self);
        Joined joined = Publish(new Joined(Name, by, View(by.User)) { OnlyFor = AudienceOf(by.User) });
        Announce(by, standing);
        KeepInsiders();
        if (link is not null)
            CameBy(link, by.User);
        return joined;
    }

    private Refusal WhyClosed(User user, string? key, InviteLink? link)
    {
        // An invitation opens every door, and nobody is kept out of the own room: https://modern.ircdocs.horse/#invite-message
        if (user.Invitations.Contains(_self) || IsOwner(user))
            return Refusal.None;
        if (link is not { Opens: true } && WhyShut(user, key) is var shut and not Refusal.None)
            return link is null && InviteLink.TokenOf(key) is not null ? Refusal.BadInvitation : shut;
        // A link is for whoever has it: it speaks for nobody whom the room keeps out, and for no guest where guests are not wanted.
        if (Modes.HasFlag(RoomModes.RegisteredOnly) && user.Account is null)
            return Refusal.NeedsAccount;
        return IsKeptOut(user) ? Refusal.Banned : Refusal.None;
    }

    private Refusal WhyShut(User user, string? key)
    {
        if (Key is not null && key != Key)
            return Refusal.WrongKey;
        if (Modes.HasFlag(RoomModes.InviteOnly) && !IsWelcome(user) && !IsInsider(user))
            return Refusal.InviteOnly;
        return _members.Count >= Limit ? Refusal.Full : Refusal.None;
    }

    /// <summary>Shows somebody who is here.</summary>
    /// <remarks>An event like the others, so that what changes the list afterwards is told afterwards.</remarks>
    public RoomResult<Shown> Show(Actor by)
    {
        if (IsHidden(by.User))
            return Refusal.NoSuchRoom;
        RoomView view = View(by.User);
        // The audience of an auditorium are not told of themselves either: NAMES is then the same for all of them, as on Ergo.
        if (Modes.HasFlag(RoomModes.Auditorium) && RankOf(by.User) < Rank.Voice)
            view = view with { Members = [.. view.Members.Where(member => member.User != by.User)] };
        return Publish(new Shown(Name, by, view));
    }

    /// <summary>Shows the room to one more session of a member.</summary>
    public RoomResult<Attached> Attach(Actor by)
        => IsMember(by.User) ? Publish(new Attached(Name, by, View(by.User))) : Refusal.NotMember;

    /// <summary>Forgets a session of a member who stays.</summary>
    public void Detach(Actor by) => Publish(new Detached(Name, by));

    /// <summary>Lets a member go.</summary>
    public RoomResult<Parted> Part(Actor by, string reason)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        Parted parted = Publish(new Parted(Name, by, reason) { OnlyFor = AudienceOf(by.User) });
        Remove(by.User, by);
        KeepInsiders();
        return parted;
    }

    /// <summary>Puts a member out.</summary>
    public RoomResult<Kicked> Kick(Actor by, User target, string reason)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (!IsHalfOperator(by.User))
            return Refusal.NeedsOperator;
        if (!IsMember(target))
            return Refusal.TargetNotMember;
        if (!MayKick(by.User, target))
            return Refusal.NeedsOperator;
        Kicked kicked = Publish(new Kicked(Name, by, target, reason) { OnlyFor = AudienceOf(target) });
        Remove(target, by);
        _insiders.RemoveAll(mask => mask.Matches(target));
        KeepInsiders();
        return kicked;
    }

    /// <summary>Takes a notice of a member through the room; who has quit is no member any more.</summary>
    public void Tell(Actor by, UserNotice notice)
    {
        if (!_members.TryGetValue(by.User, out Place? place))
            return;
        _feed(new UserChanged(Name, by, notice) { OnlyFor = AudienceOf(by.User), Rank = place.Rank });
        if (notice is UserQuit)
            Remove(by.User, by);
        else if (notice is UserAccount)
            Raise(by);
    }

    private void Remove(User user, Actor by)
    {
        _members.Remove(user);
        user.Left(_self);
        GiveUpIfForsaken(by);
    }

    private void GiveUpIfForsaken(Actor by)
    {
        IsGone = IsForsaken;
        if (!IsGone)
            return;
        // What was said goes first: a server that is killed in between must not show it to whoever founds the room anew.
        _feed(new Ended(Name, by, WasOpen: Key is null && (Modes & (RoomModes.InviteOnly | RoomModes.Secret | RoomModes.RegisteredOnly)) == 0));
        _keep.Forget(Name);
    }

    private T Publish<T>(T happened)
        where T : RoomEvent
    {
        happened.Stamp = happened.By.User.NewStamp(Now());
        _feed(happened);
        return happened;
    }
}
