using Parley.Client.Rooms;

namespace Parley.Web.Files;

/// <summary>How far a file has come on its way to the others.</summary>
public enum UploadState
{
    /// <summary>Others go first.</summary>
    Waiting,

    /// <summary>On its way.</summary>
    Sending,

    /// <summary>It did not arrive; <see cref="Upload.Reason"/> says why.</summary>
    Failed,
}

/// <summary>A file on its way to a conversation. It is gone from the list when its message is in the room.</summary>
/// <param name="file">What was chosen.</param>
/// <param name="target">Where it is announced.</param>
public sealed class Upload(ChosenFile file, Conversation target)
{
    /// <summary>What was chosen.</summary>
    public ChosenFile File { get; } = file;

    /// <summary>Where it is announced.</summary>
    public Conversation Target { get; } = target;

    /// <summary>How far it has come.</summary>
    public UploadState State { get; internal set; }

    /// <summary>Bytes that have left, in all.</summary>
    public long Sent { get; internal set; }

    /// <summary>Why it failed, for people to read; null unless it did.</summary>
    public string? Reason { get; internal set; }
}
