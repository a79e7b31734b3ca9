namespace Parley.Terminal.Files;

/// <summary>HTTP as transfers want it.</summary>
internal static class FileHttp
{
    /// <summary>A client without a time limit, for large files, that follows no redirects: a link must not lead elsewhere.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        // Long enough that the refusal of a large upload arrives before its bytes leave.
        Expect100ContinueTimeout = TimeSpan.FromSeconds(3),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
