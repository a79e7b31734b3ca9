using Parley.Core.Rooms;
using Parley.Protocol.Numerics;

namespace Parley.Server.Replies;

/// <summary>The one place where a refusal becomes a numeric.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#numerics.</remarks>
internal static class Refusals
{
    public static (Numeric Numeric, string Text) ToNumeric(Refusal refusal) => refusal switch
    {
        Refusal.NoSuchRoom => (Numeric.ErrNoSuchChannel, "No such channel"),
        Refusal.NoSuchUser => (Numeric.ErrNoSuchNick, "No such nick/channel"),
        Refusal.NotMember => (Numeric.ErrNotOnChannel, "You're not on that channel"),
        Refusal.TargetNotMember => (Numeric.ErrUserNotInChannel, "They aren't on that channel"),
        Refusal.AlreadyMember => (Numeric.ErrUserOnChannel, "is already on channel"),
        Refusal.NeedsOperator => (Numeric.ErrChanOPrivsNeeded, "You're not a channel operator"),
        Refusal.CannotSend => (Numeric.ErrCannotSendToChan, "Cannot send to channel"),
        Refusal.Banned => (Numeric.ErrBannedFromChan, "Cannot join channel (+b)"),
        Refusal.InviteOnly => (Numeric.ErrInviteOnlyChan, "Cannot join channel (+i)"),
        Refusal.BadInvitation => (Numeric.ErrInviteOnlyChan, "Cannot join channel (+i): the invitation has ended, was used up or revoked"),
        Refusal.Full => (Numeric.ErrChannelIsFull, "Cannot join channel (+l)"),
        Refusal.WrongKey => (Numeric.ErrBadChannelKey, "Cannot join channel (+k)"),
        Refusal.TooManyRooms => (Numeric.ErrTooManyChannels, "You have joined too many channels"),
        Refusal.NeedsAccount => (Numeric.ErrNeedReggedNick, "Cannot join channel (+R): log in to an account first"),
        Refusal.DoorIsOpen => (Numeric.ErrChanOpen, "Channel is open, you can join it"),
        Refusal.TooManyKnocks => (Numeric.ErrTooManyKnock, "Too many KNOCKs, try again later"),
        Refusal.AlreadyOwned => (Numeric.ErrUnknownError, "The channel is registered already"),
        Refusal.NotOwner => (Numeric.ErrChanOPrivsNeeded, "The channel is not yours"),
        Refusal.BanListFull => (Numeric.ErrBanListFull, "Channel ban list is full"),
        Refusal.UnknownMode => (Numeric.ErrUnknownMode, "is unknown mode char to me"),
        Refusal.InvalidModeParameter => (Numeric.ErrInvalidModeParam, "Invalid mode parameter"),
        _ => (Numeric.ErrUnknownError, "The request could not be carried out"),
    };
}
