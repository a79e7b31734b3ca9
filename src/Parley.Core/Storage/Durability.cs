namespace Parley.Core.Storage;

/// <summary>What an acknowledged message survives.</summary>
public enum Durability
{
    /// <summary>Loss of power: each commit waits for the disk.</summary>
    Power,

    /// <summary>The end of the process, however it comes; loss of power may take the last moments.</summary>
    Process,

    /// <summary>Nothing: all is in memory, and nothing is left when the server ends.</summary>
    None,
}
