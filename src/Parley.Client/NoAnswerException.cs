namespace Parley.Client;

/// <summary>The server did not answer: there is no connection, or it broke, or too much time went by. Not thrown when the server refused.</summary>
/// <param name="message">Which of these, in English.</param>
public sealed class NoAnswerException(string message) : IOException(message);
