using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Rooms;
using Parley.Web.Moderation;

namespace Parley.Web.Tests.Moderation;

public sealed class ModerationTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ChatClient _client;

    public ModerationTests()
        => _client = new ChatClient(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Rooms = ["#den"], Time = _time });

    [Theory]
    [InlineData("+o bob", "ada made bob an operator")]
    [InlineData("+m-i", "ada lets only those with a rank speak|ada lets anybody come in")]
    [InlineData("+bk *!*@spam.example open", "ada banned everybody from spam.example|ada set a password")]
    [InlineData("+b m:a:eve", "ada muted the account eve")]
    [InlineData("-b eve!*@*", "ada lifted the ban of eve")]
    [InlineData("+Z", "ada changed a setting: +Z")]
    [InlineData("", "")]
    public void Modes_are_told_in_plain_words(string change, string expected)
    {
        var features = new ServerFeatures();
        foreach (string token in (string[])["PREFIX=(qaohv)~&@%+", "CHANMODES=beI,k,fl,CMRUimnstu", "EXTBAN=,am", "ACCOUNTEXTBAN=a"])
            features.Apply(token);
        string told = string.Join('|', ModeWords.Tell(features, "ada", change));
        Assert.Equal(expected, told.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_a_thousand_modes_tells_a_few()
        => Assert.InRange(ModeWords.Tell(new ServerFeatures(), "eve", '+' + new string('Z', 1000)).Count(), 1, 30);

    [Fact]
    public void Somebody_is_kept_out_by_account_else_by_an_address_that_nobody_shares_else_by_name()
    {
        var features = new ServerFeatures();
        features.Apply("ACCOUNTEXTBAN=a,account");
        var room = (ClientRoom)_client.Find("#den")!;
        Member bob = Enter(room, "bob", "10.0.0.1", "bobby"), cy = Enter(room, "cy", "10.0.0.2", null), eve = Enter(room, "eve", "10.0.0.3", null);
        Enter(room, "mal", "10.0.0.3", null);

        Assert.Equal([new(BanBy.Account, "a:bobby", 0), new(BanBy.Name, "bob!*@*", 0), new(BanBy.Address, "*!*@10.0.0.1", 0)], BanMask.Of(features, room, bob));
        Assert.Equal(new BanMask(BanBy.Address, "*!*@10.0.0.2", 0), BanMask.Of(features, room, cy)[0]);
        Assert.Equal([new(BanBy.Name, "eve!*@*", 0), new(BanBy.Address, "*!*@10.0.0.3", 1)], BanMask.Of(features, room, eve));
    }

    [Fact]
    public void A_word_goes_by_itself_and_no_more_than_three_stand_there()
    {
        var toasts = new Toasts(_time);
        foreach (string text in (string[])["one", "two", "three", "four"])
            toasts.Show(text);
        Assert.Equal(["two", "three", "four"], toasts.Shown.Select(toast => toast.Text));
        toasts.Dismiss(toasts.Shown.First());
        Assert.Equal(["three", "four"], toasts.Shown.Select(toast => toast.Text));
        _time.Advance(Toasts.Length);
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public void The_same_word_twice_is_two_that_are_kept_apart()
    {
        var toasts = new Toasts(_time);
        toasts.Show("bob was invited");
        toasts.Show("bob was invited");
        Assert.Equal(2, toasts.Shown.ToHashSet().Count);
        toasts.Dismiss(toasts.Shown.First());
        Assert.Single(toasts.Shown);
    }

    [Fact]
    public void A_word_stays_while_the_pointer_or_the_focus_is_on_it()
    {
        var toasts = new Toasts(_time);
        toasts.Show("held");
        Toast held = toasts.Shown.Single();
        toasts.Hold(held);
        toasts.Hold(held);
        toasts.Release(held);
        foreach (string text in (string[])["two", "three", "four"])
            toasts.Show(text);
        _time.Advance(Toasts.Length * 3);
        Assert.Equal(["held"], toasts.Shown.Select(toast => toast.Text));
        toasts.Release(held);
        _time.Advance(Toasts.Length);
        Assert.Empty(toasts.Shown);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private static Member Enter(ClientRoom room, string nickname, string host, string? account)
    {
        var member = new Member(nickname) { Key = nickname, Host = host, Account = account };
        room.Enter(member);
        return member;
    }
}
