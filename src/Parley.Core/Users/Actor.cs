namespace Parley.Core.Users;

/// <summary>One connection of a user, as the rules know it.</summary>
/// <param name="Value">Grows by one with each connection; 0 is none.</param>
public readonly record struct SessionId(long Value);

/// <summary>Who does something, and from which session: that one hears of it in its own reply.</summary>
public readonly record struct Actor(User User, SessionId Session);
