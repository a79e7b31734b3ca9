namespace Parley.Crash;

/// <summary>The server has not kept what it acknowledged.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);
