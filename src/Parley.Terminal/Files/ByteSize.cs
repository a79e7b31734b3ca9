namespace Parley.Terminal.Files;

/// <summary>Sizes as people write them.</summary>
public static class ByteSize
{
    /// <summary>Reads <c>0</c>, <c>5000</c> (bytes), <c>5MB</c> (5,000,000) or <c>100MiB</c> (104,857,600); K, M, G and T, in either case.</summary>
    public static bool TryParse(string text, out long bytes) => throw new NotImplementedException();

    /// <summary>A size for people: <c>1.4 MB</c>.</summary>
    public static string Format(long bytes) => throw new NotImplementedException();
}
