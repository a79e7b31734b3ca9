namespace Parley.Client.Rooms;

/// <summary>What a server says of a ban beside whom it concerns.</summary>
/// <param name="Reason">Why; null: not said.</param>
/// <param name="Until">When it ends by itself; null: it stays until somebody lifts it.</param>
/// <remarks>Source: docs/irc.md, "Bans with a reason and an end".</remarks>
public sealed record BanTerms(string? Reason, DateTimeOffset? Until)
{
    /// <summary>Nothing is said.</summary>
    public static BanTerms None { get; } = new(null, null);
}
