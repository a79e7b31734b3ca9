using Parley.Core.Uploads;

namespace Parley.Core.Tests.Uploads;

public sealed class UploadPolicyTests
{
    private static readonly UploadOwner Ada = new("ada", 1);

    [Fact]
    public void Only_the_connected_may_upload()
    {
        var policy = new UploadPolicy(MaxSize: 100, MaxTotal: 1000, Anonymous: false);

        Assert.Null(policy.Admit(Ada, 100));
        UploadRefusal refusal = Assert.IsType<UploadRefusal>(policy.Admit(null, 100));
        Assert.Equal(UploadRefusalKind.NotConnected, refusal.Kind);
        Assert.Contains("TOKEN GENERATE FILEHOST", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Anyone_may_if_the_operator_says_so()
        => Assert.Null(new UploadPolicy(100, 1000, Anonymous: true).Admit(null, null));

    [Fact]
    public void One_file_has_a_limit()
    {
        var policy = new UploadPolicy(MaxSize: 2 * 1024 * 1024, MaxTotal: 1L << 40, Anonymous: true);

        UploadRefusal refusal = Assert.IsType<UploadRefusal>(policy.Admit(Ada, (2 * 1024 * 1024) + 1));
        Assert.Equal(UploadRefusalKind.TooLarge, refusal.Kind);
        Assert.Contains("2 MiB", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Uploads_at_once_share_the_space()
    {
        var space = new UploadSpace(100);
        using SpaceReservation first = space.Reserve();
        using SpaceReservation second = space.Reserve();

        Assert.True(first.TryGrowTo(60));
        Assert.False(second.TryGrowTo(41));
        Assert.True(second.TryGrowTo(40));
        first.Dispose();
        Assert.True(second.TryGrowTo(100));
    }

    [Fact]
    public void What_was_kept_stays_taken()
    {
        var space = new UploadSpace(100);
        using (SpaceReservation kept = space.Reserve())
        {
            kept.TryGrowTo(70);
            kept.Keep();
        }

        Assert.Equal(70, space.Taken);
        using SpaceReservation next = space.Reserve();
        Assert.False(next.TryGrowTo(31));
    }

    [Fact]
    public void Many_writers_never_exceed_it()
    {
        var space = new UploadSpace(1000);
        long kept = 0;
        Parallel.For(0, 10_000, i =>
        {
            using SpaceReservation reservation = space.Reserve();
            if (reservation.TryGrowTo(i % 7) && reservation.TryGrowTo(7) && i % 2 == 0)
            {
                reservation.Keep();
                Interlocked.Add(ref kept, 7);
            }
        });

        Assert.Equal(kept, space.Taken);
        Assert.InRange(kept, 994, 1000);
    }

    [Fact]
    public void An_id_cannot_be_guessed_and_is_a_file_name_everywhere()
    {
        Assert.Matches("^[a-z2-7]{26}$", Upload.NewId());
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Upload.NewId()).Distinct().Count());
    }
}
