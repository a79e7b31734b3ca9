namespace Parley.Server.Settings;

/// <summary>Telling people who have logged in what is said to them while nobody looks, by Web Push.</summary>
public sealed record PushOptions
{
    [YesNo("Whether people may have themselves told by Web Push. Then the server sends to the push services of their browsers, which learn when "
        + "somebody is told something, but not what.")]
    public bool Enabled { get; init; } = true;

    [Line("Whom push services write to when something is wrong, such as mailto:me@example.org (RFC 8292). Without it: the address that people reach the server by.")]
    public string? Contact { get; init; }

    [YesNo("Whether push services may be in private networks and do without https: only for trying it out, as people could then have the server send there.")]
    public bool Private { get; init; }
}
