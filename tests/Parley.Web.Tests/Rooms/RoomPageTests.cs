using Bunit;
using Parley.Web.Rooms;
using Parley.Web.Tests.Shell;

namespace Parley.Web.Tests.Rooms;

/// <summary>The parts of a room's page that only those see who run it.</summary>
public sealed class RoomPageTests
{
    [Fact]
    public async Task Who_is_kept_out_is_listed_with_reason_and_end_and_what_is_lifted_comes_back()
    {
        await using Stage stage = await Stage.SetAsync("@ada", "message-tags parley.chat/bans");
        IRenderedComponent<RoomBans> bans = stage.Draw<RoomBans>(parameters => parameters.Add(one => one.Desk, stage.Desk).Add(one => one.Room, stage.Room));
        await ListAsync(stage, $@"@parley.chat/until={stage.Now.AddHours(2):yyyy-MM-ddTHH:mm:ss.fffZ};parley.chat/reason=Too\sloud :s 367 ada #garden m:bob!*@* eve!e@h 1795348800");
        await bans.WaitForElementAsync("li");
        Assert.Equal("Until 2026-11-22 14:00. Reason: Too loud", Stage.Plain(bans.Find(".item-terms").TextContent));
        Assert.Equal("Muted · by eve, 2026-11-22 12:00", Stage.Plain(bans.Find(".item-note").TextContent));

        Task lifting = Stage.PressAsync(bans, "Lift");
        await stage.Wire.ExpectAsync("MODE #garden -b m:bob!*@*");
        await ListAsync(stage);
        await lifting;
        Assert.Equal(["The entry was taken off the list."], stage.Toasts);
        stage.Desk.Toasts.Shown.Single().Undo!();

        await stage.Wire.ExpectAsync("TBAN #garden 2h m:bob!*@* :Too loud");
    }

    [Fact]
    public async Task A_ban_is_changed_by_filling_the_form_with_it()
    {
        await using Stage stage = await Stage.SetAsync("@ada", "message-tags parley.chat/bans");
        IRenderedComponent<RoomBans> bans = stage.Draw<RoomBans>(parameters => parameters.Add(one => one.Desk, stage.Desk).Add(one => one.Room, stage.Room));
        await ListAsync(stage, @"@parley.chat/reason=Rude :s 367 ada #garden *!*@spam.example eve!e@h 1795348800");
        await bans.WaitForElementAsync("li");

        await Stage.PressAsync(bans, "Change");
        Assert.Equal("*!*@spam.example", bans.Find("#ban-mask").GetAttribute("value"));
        bans.Find("#ban-length").Change("60");
        Task changing = bans.InvokeAsync(() => bans.Find("form").SubmitAsync());

        await stage.Wire.ExpectAsync("TBAN #garden 1h *!*@spam.example :Rude");
        await ListAsync(stage);
        await changing;
    }

    [Fact]
    public async Task How_long_messages_are_kept_is_read_and_laid_down()
    {
        await using Stage stage = await Stage.SetAsync("@ada", "batch labeled-response message-tags");
        IRenderedComponent<RetentionForm> form = stage.Draw<RetentionForm>(parameters => parameters.Add(one => one.Desk, stage.Desk).Add(one => one.Room, stage.Room));
        string asked = await stage.Wire.ReadAsync();
        Assert.EndsWith(" CHANSERV SET :#garden", asked, StringComparison.Ordinal);
        Answer(stage, asked, "#garden: what is said is kept for 7 days (RETENTION 7d)");
        await form.WaitForElementAsync("#retention-days");
        Assert.Equal("7", form.Find("#retention-days").GetAttribute("value"));

        form.Find("#retention-messages").Input("1000");
        // Less than before: what is over goes for good, so it is asked once more.
        await form.Find("form").SubmitAsync();
        Assert.StartsWith("What is over that is deleted", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Task saving = form.Find("form").SubmitAsync();
        asked = await stage.Wire.ReadAsync();
        Assert.EndsWith(" CHANSERV SET #garden RETENTION :7d 1000", asked, StringComparison.Ordinal);
        Answer(stage, asked, "The channel is not yours");
        await saving;

        form.WaitForAssertion(() => Assert.Equal("The channel is not yours", form.Find("[role=alert]").TextContent));
    }

    private static void Answer(Stage stage, string asked, string text)
        => stage.Wire.Say($"@{asked[1..asked.IndexOf(' ', StringComparison.Ordinal)]} :ChanServ!c@s NOTICE ada :{text}");

    // The lists of bans, of exceptions, and of who needs no invitation, as far as the server has them.
    private static async Task ListAsync(Stage stage, params string[] rows)
    {
        await stage.Wire.ExpectAsync("MODE #garden b");
        stage.Wire.Say([.. rows, ":s 368 ada #garden :End"]);
    }
}
