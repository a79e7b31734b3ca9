using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>How many links may lead into a room.</summary>
    public const int MostLinks = 50;

    private readonly List<InviteLink> _links = [];

    /// <summary>Makes a link into the room. Who may invite may: any member, but only those from half-operator up when only the invited come in; and
    /// only theirs opens the doors.</summary>
    /// <param name="by">Who makes it.</param>
    /// <param name="tokenHash">What is kept of its token.</param>
    /// <param name="lasts">How long it leads here. Null: until it is revoked.</param>
    /// <param name="uses">How many people come by it. Null: any number.</param>
    public RoomResult<InviteLink> AddLink(Actor by, string tokenHash, TimeSpan? lasts, int? uses)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        bool mayOpen = IsHalfOperator(by.User);
        if (Modes.HasFlag(RoomModes.InviteOnly) && !mayOpen)
            return Refusal.NeedsOperator;
        DateTimeOffset now = _time.GetUtcNow();
        _links.RemoveAll(ended => ended.HasExpired(now));
        if (_links.Count >= MostLinks)
            return Refusal.TooManyLinks;
        var link = new InviteLink(tokenHash, by.User.Mask, by.User.Account, now, now + lasts, uses, mayOpen);
        _links.Add(link);
        Keep();
        return link;
    }

    /// <summary>The links that lead here, oldest first: all for those from half-operator up, their own for others.</summary>
    public RoomResult<IReadOnlyList<InviteLink>> LinksFor(User user)
    {
        if (!IsMember(user))
            return IsHidden(user) ? Refusal.NoSuchRoom : Refusal.NotMember;
        DateTimeOffset now = _time.GetUtcNow();
        return new RoomResult<IReadOnlyList<InviteLink>>([.. _links.Where(link => !link.HasExpired(now) && MaySee(user, link))], Refusal.None);
    }

    /// <summary>Has a link lead nowhere any more. Those from half-operator up may, and who made it.</summary>
    /// <param name="by">Who revokes it.</param>
    /// <param name="id">What it is called: <see cref="InviteLink.Id"/>.</param>
    public Refusal RevokeLink(Actor by, string id)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (_links.RemoveAll(link => link.Id == id && MaySee(by.User, link)) == 0)
            return Refusal.NoSuchLink;
        Keep();
        return Refusal.None;
    }

    // Whoever has the name next shall neither see nor revoke them.
    private bool ForgetLinksOf(string account) => _links.RemoveAll(link => link.Account is { } maker && Casemapping.Same(maker, account)) > 0;

    private bool MaySee(User user, InviteLink link)
        => IsHalfOperator(user) || (link.Account is { } account ? user.Account == account : link.By == user.Mask);

    // The link by whose token somebody comes. Null: by none, or by one that leads here no more.
    private InviteLink? LinkOf(User user, string? key)
    {
        if (InviteLink.TokenOf(key) is not { } token)
            return null;
        string hash = InviteLink.HashOf(token);
        return _links.Find(link => link.TokenHash == hash) is { } known && known.IsGoodFor(MaskOf(user).Text, _time.GetUtcNow()) ? known : null;
    }

    private void CameBy(InviteLink link, User user)
    {
        InviteLink used = link.UsedBy(MaskOf(user).Text);
        if (used == link)
            return;
        _links[_links.IndexOf(link)] = used;
        Keep();
    }
}
