namespace Parley.Terminal.Files;

/// <summary>Where files are saved unless somebody says otherwise.</summary>
public static class DownloadsFolder
{
    /// <summary>The folder <c>parley</c> in the user's own folder for downloads.</summary>
    public static string Default() => throw new NotImplementedException();
}
