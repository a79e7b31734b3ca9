namespace Parley.Core.Storage;

/// <summary>Something cannot be kept or read now. The message says what is wrong and what to do, for who runs the server.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
