using Microsoft.Extensions.Logging;

namespace Parley.Server.Uploads;

internal sealed partial class UploadFolder
{
    [LoggerMessage(5001, LogLevel.Debug, "{Count} uploads with {Bytes} bytes are in {Folder}")]
    private partial void LogLoaded(int count, long bytes, string folder);

    [LoggerMessage(5002, LogLevel.Information, "Upload {Id} of {Bytes} bytes stored for {Owner}")]
    private partial void LogStored(string id, long bytes, string? owner);

    [LoggerMessage(5003, LogLevel.Error, "An upload could not be stored in {Folder}")]
    private partial void LogNotStored(Exception e, string folder);

    [LoggerMessage(5004, LogLevel.Warning, "{Path} does not match the file beside it; both are left alone and not served")]
    private partial void LogMismatch(string path);

    [LoggerMessage(5005, LogLevel.Warning, "{Path} cannot be read; it is left alone and its file not served")]
    private partial void LogUnreadable(Exception e, string path);

    [LoggerMessage(5006, LogLevel.Information, "Upload {Id} of {Bytes} bytes removed, as it was kept long enough")]
    private partial void LogRemoved(string id, long bytes);

    [LoggerMessage(5007, LogLevel.Error, "Upload {Id} could not be removed")]
    private partial void LogNotRemoved(Exception e, string id);
}
