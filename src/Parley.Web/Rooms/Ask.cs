using Parley.Client.Rooms;

namespace Parley.Web.Rooms;

/// <summary>What the person wants to see over the page.</summary>
public abstract record Ask;

/// <summary>The rooms there are.</summary>
public sealed record AskBrowse : Ask;

/// <summary>A new room.</summary>
public sealed record AskCreate : Ask;

/// <summary>Another conversation, by a few letters of its name.</summary>
public sealed record AskSwitch : Ask;

/// <summary>What a room is like.</summary>
/// <param name="Room">Which.</param>
/// <param name="OfMembers">Whether who is in it is wanted first.</param>
public sealed record AskRoom(ClientRoom Room, bool OfMembers = false) : Ask;

/// <summary>Who somebody is.</summary>
public sealed record AskPerson(string Nickname) : Ask;

/// <summary>What is done about somebody in a room.</summary>
public sealed record AskModerate(ClientRoom Room, string Nickname, Moderation.Measure Measure) : Ask;

/// <summary>Who is asked into a room.</summary>
public sealed record AskInvite(ClientRoom Room) : Ask;
