using Parley.Client.Accounts;
using Parley.Client.Connections;

namespace Parley.Terminal.Accounts;

/// <summary>The file with what this computer's user logs in with: <c>SERVER ACCOUNT TOKEN</c>, a line for each server. Nobody else may read it.</summary>
/// <param name="path">Where it is. Null: nothing is kept.</param>
internal sealed class LoginFile(string? path)
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What to log in with on that server; null: nothing is kept.</summary>
    public Credentials? Find(ChatAddress server)
        => Read().FirstOrDefault(line => line.StartsWith($"{server} ", StringComparison.Ordinal))?.Split(' ') is [_, var account, var token]
            ? new Credentials(account, token)
            : null;

    /// <summary>Keeps a token. Null: forgets what was kept for that server.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Keep(ChatAddress server, Credentials? login)
    {
        if (path is null)
            return;
        List<string> lines = [.. Read().Where(line => !line.StartsWith($"{server} ", StringComparison.Ordinal))];
        if (login is { IsToken: true })
            lines.Add($"{server} {login.Account} {login.Secret}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Never half a file, and never for a moment one that others may read.
        string half = path + ".new";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        using (var writer = new StreamWriter(half, options))
            foreach (string line in lines)
                writer.WriteLine(line);
        File.Move(half, path, overwrite: true);
    }

    private string[] Read()
    {
        try
        {
            return path is not null && File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>Where that file is.</summary>
public static class LoginFolder
{
    /// <summary>In the user's folder for settings: ~/.config/parley/logins on Linux.</summary>
    public static string File => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? "Parley" : "parley",
        "logins");

    /// <summary>What this computer is called in an account's list of devices.</summary>
    internal static string DeviceName => $"Terminal on {Environment.MachineName}";
}
