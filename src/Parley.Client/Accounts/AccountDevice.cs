namespace Parley.Client.Accounts;

/// <summary>A client that an account lets in by a token.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Seen">When it last came or went.</param>
/// <param name="IsHere">Whether it is connected now.</param>
/// <param name="IsThis">Whether it is this one.</param>
public sealed record AccountDevice(string Name, DateTimeOffset Created, DateTimeOffset Seen, bool IsHere, bool IsThis);
