namespace Parley.Core.Uploads;

/// <summary>Who may upload, and how much.</summary>
/// <param name="MaxSize">The largest file, in bytes.</param>
/// <param name="MaxTotal">All files together, in bytes.</param>
/// <param name="Anonymous">Whether somebody who is not connected may upload too.</param>
public sealed record UploadPolicy(long MaxSize, long MaxTotal, bool Anonymous)
{
    /// <summary>Whether this upload may begin.</summary>
    /// <param name="owner">Null: nobody who is connected.</param>
    /// <param name="declared">The size that the sender announced, in bytes. Null: none.</param>
    /// <returns>Null if it may.</returns>
    public UploadRefusal? Admit(UploadOwner? owner, long? declared)
        => owner is null && !Anonymous ? UploadRefusal.NotConnected : CheckSize(declared ?? 0);

    /// <summary>Whether a file may have this size. What was announced need not be true, so it is asked again as the bytes come.</summary>
    /// <returns>Null if it may.</returns>
    public UploadRefusal? CheckSize(long size) => size > MaxSize ? UploadRefusal.TooLarge(MaxSize) : null;
}
