namespace Parley.Client.Rooms;

/// <summary>By what somebody is kept out.</summary>
public enum BanBy
{
    /// <summary>The account, under whatever name.</summary>
    Account,

    /// <summary>The name, from wherever.</summary>
    Name,

    /// <summary>The address, whoever comes from there.</summary>
    Address,
}

/// <summary>A mask that a ban of somebody may have.</summary>
/// <param name="By">What it goes by.</param>
/// <param name="Mask">The mask.</param>
/// <param name="Others">How many others in the room it also fits.</param>
public sealed record BanMask(BanBy By, string Mask, int Others)
{
    /// <summary>The masks that fit somebody, the one that is meant most often first: the account, else the address unless that keeps others out as well.</summary>
    public static IReadOnlyList<BanMask> Of(ServerFeatures features, ClientRoom room, Member member)
    {
        var masks = new List<BanMask>();
        if (member.Account is { } account && features.AccountMask(account) is { } ofAccount)
            masks.Add(new BanMask(BanBy.Account, ofAccount, 0));
        masks.Add(new BanMask(BanBy.Name, member.Nickname + "!*@*", 0));
        if (member.Host is { } host)
        {
            var ofAddress = new BanMask(BanBy.Address, "*!*@" + host, room.Members.Count(other => other != member && other.Host == host));
            masks.Insert(ofAddress.Others == 0 && masks[0].By == BanBy.Name ? 0 : masks.Count, ofAddress);
        }
        return masks;
    }
}
