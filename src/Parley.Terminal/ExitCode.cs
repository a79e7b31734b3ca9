namespace Parley.Terminal;

/// <summary>How the commands end.</summary>
public static class ExitCode
{
    /// <summary>All was done, and the server has acknowledged it.</summary>
    public const int Done = 0;

    /// <summary>Something was not: standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood, or a file named in it is not there.</summary>
    public const int Usage = 2;
}
