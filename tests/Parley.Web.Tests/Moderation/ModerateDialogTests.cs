using Bunit;
using Parley.Web.Moderation;
using Parley.Web.Tests.Shell;

namespace Parley.Web.Tests.Moderation;

/// <summary>What who runs a room fills in about somebody, and what the server is then asked for.</summary>
public sealed class ModerateDialogTests
{
    [Fact]
    public async Task A_ban_has_a_length_and_a_reason_and_is_undone()
    {
        await using Stage stage = await Stage.SetAsync("@ada bob", "message-tags parley.chat/bans");
        IRenderedComponent<ModerateDialog> dialog = await OpenAsync(stage, Measure.Ban);

        dialog.Find("#moderate-length").Change("1440");
        dialog.Find("#moderate-reason").Input(" Trampling on roses ");
        await dialog.Find("#moderate").SubmitAsync();
        await stage.Wire.ExpectAsync("TBAN #garden 1d bob!*@* :Trampling on roses", "KICK #garden bob :Trampling on roses");
        stage.Wire.Say(":ada!a@h MODE #garden +b bob!*@*", ":ada!a@h KICK #garden bob :Trampling on roses");
        await stage.Wire.SyncAsync();

        Assert.Equal(["bob was banned from #garden."], stage.Toasts);
        stage.Desk.Toasts.Shown.Single().Undo!();
        await stage.Wire.ExpectAsync("MODE #garden -b bob!*@*", "INVITE bob #garden");
    }

    [Fact]
    public async Task A_mute_without_an_end_stays_until_it_is_lifted_and_they_are_told_why()
    {
        await using Stage stage = await Stage.SetAsync("@ada bob", "message-tags parley.chat/bans");
        IRenderedComponent<ModerateDialog> dialog = await OpenAsync(stage, Measure.Mute);
        Assert.Equal(ModerationTexts.ReasonToThem, dialog.Find("#moderate-hint").TextContent);

        dialog.Find("#moderate-reason").Input("Too loud");
        await dialog.Find("#moderate").SubmitAsync();

        Assert.Equal("TBAN #garden 0 m:bob!*@* :Too loud", await stage.Wire.ReadAsync());
        Assert.Equal("NOTICE bob :You cannot speak in #garden now: Too loud", Stage.Plain(await stage.Wire.ReadAsync()));
    }

    [Fact]
    public async Task A_server_that_knows_no_ends_is_asked_for_none()
    {
        await using Stage stage = await Stage.SetAsync("@ada bob", "");
        IRenderedComponent<ModerateDialog> dialog = await OpenAsync(stage, Measure.Ban);

        Assert.Empty(dialog.FindAll("#moderate-length"));
        await dialog.Find("#moderate").SubmitAsync();

        await stage.Wire.ExpectAsync("MODE #garden +b bob!*@*", "KICK #garden bob :");
    }

    private static async Task<IRenderedComponent<ModerateDialog>> OpenAsync(Stage stage, Measure measure)
    {
        IRenderedComponent<ModerateDialog> dialog = stage.Draw<ModerateDialog>(parameters => parameters.Add(one => one.Desk, stage.Desk));
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(stage.Room, "bob", measure));
        return dialog;
    }
}
