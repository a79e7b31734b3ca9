namespace Parley.Load;

/// <summary>There is nothing to measure: the server did not let everybody in, or has ended.</summary>
internal sealed class LoadException(string message) : Exception(message);
