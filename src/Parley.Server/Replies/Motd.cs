namespace Parley.Server.Replies;

/// <summary>The message of the day.</summary>
/// <param name="Lines">Shown to everyone who joins. Empty: there is none.</param>
internal sealed record Motd(IReadOnlyList<string> Lines)
{
    /// <summary>Reads the file; null path: a short greeting.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Motd Load(string? path) => new(path is null ? ["Welcome. Say hello."] : File.ReadAllLines(path));
}
