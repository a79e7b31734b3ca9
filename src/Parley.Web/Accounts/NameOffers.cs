using Parley.Protocol.Names;

namespace Parley.Web.Accounts;

/// <summary>Names like one that is taken. Whether one is free the server says only to who asks for it.</summary>
internal static class NameOffers
{
    private const int Count = 3;
    private static readonly string[] Endings = ["_", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Some names to try, without those that were refused already.</summary>
    /// <param name="name">The name that was wanted.</param>
    /// <param name="refused">Those that were refused.</param>
    public static IEnumerable<string> For(string name, IReadOnlyCollection<string> refused)
        => Endings.Select(ending => Fitting(name, ending)).Where(offer => offer is not null && !refused.Contains(offer, StringComparer.OrdinalIgnoreCase)).Take(Count)!;

    // A name that is as long as may be gives its end up.
    private static string? Fitting(string name, string ending)
    {
        for (int length = name.Length; length > 0; length--)
            if (NameRules.IsNickname(name[..length] + ending))
                return name[..length] + ending;
        return null;
    }
}
