using System.Text;
using Parley.Client.Messages;

namespace Parley.Client.Files;

/// <summary>Why a server refused, in its own words when it gave some.</summary>
internal static class HttpReason
{
    private const int MaxBytes = 1024;

    public static async Task<string> OfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string status = $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.Content.Headers.ContentType?.MediaType != "text/plain")
            return status;
        byte[] text = new byte[MaxBytes];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        int read = await body.ReadAtLeastAsync(text, MaxBytes, throwOnEndOfStream: false, cancellation);
        string reason = FormattedText.Strip(Encoding.UTF8.GetString(text, 0, read).ReplaceLineEndings(" ")).Trim();
        return reason.Length > 0 ? reason : status;
    }
}
