using Parley.Client;
using Parley.Client.Rooms;
using Parley.Web.Members;

namespace Parley.Web.Tests.Members;

public sealed class MemberRowsTests
{
    private static readonly ServerFeatures Features = NewFeatures();

    [Fact]
    public void Members_stand_under_the_heading_of_their_rank()
    {
        var rows = new MemberRows(Features, [New("zoe", "@"), New("ada", "+"), New("bob", "+"), New("cy", "")], "");
        Assert.Equal("3:1 zoe 1:2 ada bob 0:1 cy", Tell(rows.Slice(0, 100)));
        Assert.Equal((7, 4), (rows.Count, rows.Members));
        Assert.Equal("ada bob 0:1", Tell(rows.Slice(3, 3)));
        Assert.Equal("", Tell(rows.Slice(7, 3)));
    }

    [Fact]
    public void Those_of_a_single_rank_need_no_heading()
    {
        var rows = new MemberRows(Features, [New("ada", ""), New("bob", ""), New("cy", "")], "");
        Assert.Equal(("ada bob cy", 3), (Tell(rows.Slice(0, 100)), rows.Count));
        Assert.Equal("bob", Tell(rows.Slice(1, 1)));
        Assert.Equal("", Tell(rows.Slice(3, 1)));
    }

    [Fact]
    public void A_filter_finds_parts_of_names_real_names_and_accounts()
    {
        Member[] members = [New("zoe", "@"), New("ada", "", realName: "Countess Zoe"), New("bob", "", account: "zoey"), New("cy", "")];
        Assert.Equal("3:1 zoe 0:2 ada bob", Tell(new MemberRows(Features, members, "ZOE").Slice(0, 9)));
        Assert.Equal(0, new MemberRows(Features, members, "nobody").Count);
    }

    [Fact]
    public void Any_slice_of_ten_thousand_is_what_all_rows_hold_there()
    {
        List<Member> members = [.. Enumerable.Range(0, 10_000).Select(i => New("m" + i, i < 3 ? "@" : i < 700 ? "+" : ""))];
        var rows = new MemberRows(Features, members, "");
        List<MemberRow> all = [.. rows.Slice(0, int.MaxValue)];
        Assert.Equal(10_003, all.Count);
        for (int start = 0; start < all.Count; start += 97)
            Assert.Equal(all.Skip(start).Take(50), rows.Slice(start, 50));
    }

    private static ServerFeatures NewFeatures()
    {
        var features = new ServerFeatures();
        features.Apply("PREFIX=(qaohv)~&@%+");
        return features;
    }

    private static Member New(string nickname, string prefixes, string? realName = null, string? account = null)
        => new(nickname) { Key = nickname, Prefixes = prefixes, RealName = realName, Account = account };

    private static string Tell(IEnumerable<MemberRow> rows) => string.Join(' ', rows.Select(row => row.Member?.Nickname ?? $"{row.Level}:{row.Count}"));
}
