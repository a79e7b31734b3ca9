namespace Parley.Client.Files;

/// <summary>Makes a stranger's file name safe to save under, on every platform alike.</summary>
public static partial class FileName
{
    /// <summary>A name without folders that any of Windows, macOS and Linux can store, at most 200 bytes long.</summary>
    /// <returns>Never empty, never a device's name, never with a separator, control or direction-changing character; <c>file</c> when nothing is left.</returns>
    public static string Sanitize(string name) => throw new NotImplementedException();
}
