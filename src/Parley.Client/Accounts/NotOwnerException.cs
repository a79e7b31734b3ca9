namespace Parley.Client.Accounts;

/// <summary>The server wants the password or a passkey first: what this client has logged in with is not enough.</summary>
public sealed class NotOwnerException(string message) : IOException(message);
