using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Core.Uploads;

/// <summary>The tokens by which a connected user proves over HTTP who uploads. Kept in memory only, and only as hashes.</summary>
/// <param name="lifetime">How long a token is good. Until then it serves for any number of uploads.</param>
/// <param name="time">The clock.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class UploadTokens(TimeSpan lifetime, TimeProvider time)
{
    /// <summary>A session's live tokens. One more ends its oldest, so that asking without end costs no memory.</summary>
    public const int MaxPerSession = 8;

    private const int TokenBytes = 32;
    private const int MaxTokenLength = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Grant> _byHash = [];
    private readonly Dictionary<long, Queue<string>> _bySession = [];

    private sealed record Grant(UploadOwner Owner, DateTimeOffset Expires);

    /// <summary>A new token for this user: 43 letters, digits, '-' and '_'.</summary>
    public string Issue(UploadOwner owner)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        string hash = Hash(token);
        lock (_lock)
        {
            if (!_bySession.TryGetValue(owner.Session, out Queue<string>? hashes))
                _bySession.Add(owner.Session, hashes = []);
            if (hashes.Count == MaxPerSession)
                _byHash.Remove(hashes.Dequeue());
            hashes.Enqueue(hash);
            _byHash.Add(hash, new Grant(owner, time.GetUtcNow() + lifetime));
        }
        return token;
    }

    /// <summary>Who holds this token. Null: it is unknown, expired, or its session has ended.</summary>
    public UploadOwner? Find(string token)
    {
        if (token.Length > MaxTokenLength)
            return null;
        // Looked up by its hash: how long that takes tells nothing about the tokens there are.
        string hash = Hash(token);
        lock (_lock)
            return _byHash.TryGetValue(hash, out Grant? grant) && time.GetUtcNow() < grant.Expires ? grant.Owner : null;
    }

    /// <summary>The session has ended, and its tokens with it.</summary>
    public void Revoke(long session)
    {
        lock (_lock)
            if (_bySession.Remove(session, out Queue<string>? hashes))
                foreach (string hash in hashes)
                    _byHash.Remove(hash);
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
