using Parley.Client.Messages;
using Parley.Protocol.Names;

namespace Parley.Client.Tests;

/// <summary>What is kept of what is said about one message.</summary>
public sealed class NotesOfManyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nobody_can_take_the_place_of_the_authors_corrections_and_the_latest_counts()
    {
        var notes = new Notes();
        for (int n = 0; n < 900; n++)
            notes.Correct(NewCorrection("eve", n));
        for (int n = 0; n < 30; n++)
            notes.Correct(NewCorrection("ada", 1000 + n));

        Assert.Equal("ada-1029", notes.Corrections.Last(one => one.From.Nickname == "ada").Id);
        Assert.InRange(notes.Corrections.Count, 2, 100);
    }

    [Fact]
    public void One_person_with_many_opinions_leaves_room_for_others()
    {
        var notes = new Notes();
        for (int n = 0; n < 10_000; n++)
            notes.React($"{n}", "eve", "eve", isOwn: false, isHeld: false, Noon);
        notes.React("+1", "ada", "ada", isOwn: false, isHeld: true, Noon);

        Assert.Equal(["+1"], notes.Reactions.Select(reaction => reaction.Text));
    }

    private static Correction NewCorrection(string by, int number)
        => new($"{by}-{number}", "better", SourceMask.Parse($"{by}!u@h"), null, IsOwn: false, Noon.AddSeconds(number));
}
