namespace Parley.Client.Files;

/// <summary>Reads <c>Repr-Digest: sha-256=:&lt;base64&gt;:</c>, alone or among other algorithms.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc9530#section-3.</remarks>
internal static class ReprDigest
{
    private const string Key = "sha-256=:";

    /// <summary>The 32 bytes of the hash, or null when the server named none.</summary>
    public static byte[]? Sha256(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Repr-Digest", out IEnumerable<string>? values)
            && !response.Content.Headers.TryGetValues("Repr-Digest", out values))
            return null;
        foreach (string member in values.SelectMany(value => value.Split(',')).Select(member => member.Trim()))
        {
            if (!member.StartsWith(Key, StringComparison.Ordinal))
                continue;
            byte[] hash = new byte[32];
            ReadOnlySpan<char> base64 = member.AsSpan(Key.Length).TrimEnd(':');
            // A value that cannot be read matches no file, rather than any.
            return Convert.TryFromBase64Chars(base64, hash, out int length) && length == 32 ? hash : [];
        }
        return null;
    }
}
