using Microsoft.Extensions.Time.Testing;
using Parley.Core.Uploads;

namespace Parley.Core.Tests.Uploads;

public sealed class UploadTokensTests
{
    private static readonly UploadOwner Ada = new("ada", 1);
    private static readonly UploadOwner Bob = new("bob", 2);

    private readonly FakeTimeProvider _time = new();
    private readonly UploadTokens _tokens;

    public UploadTokensTests() => _tokens = new UploadTokens(TimeSpan.FromMinutes(10), _time);

    [Fact]
    public void A_token_names_its_owner_as_often_as_it_is_shown()
    {
        string token = _tokens.Issue(Ada);

        Assert.Equal(Ada, _tokens.Find(token));
        Assert.Equal(Ada, _tokens.Find(token));
    }

    [Fact]
    public void A_token_ends_with_its_time()
    {
        string token = _tokens.Issue(Ada);

        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(Ada, _tokens.Find(token));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_tokens.Find(token));
    }

    [Fact]
    public void A_token_ends_with_its_session_and_no_other()
    {
        string adas = _tokens.Issue(Ada);
        string bobs = _tokens.Issue(Bob);

        _tokens.Revoke(Ada.Session);

        Assert.Null(_tokens.Find(adas));
        Assert.Equal(Bob, _tokens.Find(bobs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_guess_finds_nobody(string guess)
    {
        _tokens.Issue(Ada);

        Assert.Null(_tokens.Find(guess));
        Assert.Null(_tokens.Find(new string('x', 100_000)));
    }

    [Fact]
    public void Asking_without_end_ends_the_oldest()
    {
        string[] tokens = [.. Enumerable.Range(0, UploadTokens.MaxPerSession + 1).Select(_ => _tokens.Issue(Ada))];

        Assert.Null(_tokens.Find(tokens[0]));
        Assert.All(tokens[1..], token => Assert.Equal(Ada, _tokens.Find(token)));
    }

    [Fact]
    public void A_token_is_safe_in_a_header_and_fits_an_IRC_line() => Assert.Matches("^[A-Za-z0-9_-]{43}$", _tokens.Issue(Ada));
}
