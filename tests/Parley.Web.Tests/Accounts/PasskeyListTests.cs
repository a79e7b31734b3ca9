using Bunit;
using Parley.Client.Accounts;
using Parley.Web.Accounts;
using Parley.Web.Tests.Shell;

namespace Parley.Web.Tests.Accounts;

/// <summary>The passkeys in the own account.</summary>
public sealed class PasskeyListTests
{
    private static AccountPasskeys Ways(Stage stage) => new(HasPassword: true, [new AccountPasskey("Phone", stage.Now.AddDays(-2), stage.Now, "chat.example.org")]);

    [Fact]
    public async Task Who_came_by_a_token_shows_to_be_the_owner_and_what_was_wanted_is_done()
    {
        await using Stage stage = await Stage.SetAsync("ada", "batch labeled-response message-tags");
        stage.Wire.Say(":s 900 ada ada!a@h ada :You are now logged in as ada");
        bool isChanged = false;
        IRenderedComponent<PasskeyList> list = stage.Draw<PasskeyList>(parameters => parameters
            .Add(one => one.Client, stage.Desk.Client).Add(one => one.Ways, Ways(stage)).Add(one => one.OnChanged, () => isChanged = true));
        Assert.Contains("chat.example.org", list.Find(".item-note").TextContent, StringComparison.Ordinal);

        Task removing = Stage.PressAsync(list, AccountsTexts.Remove);
        await stage.Wire.ExpectAsync("PASSKEY REMOVE :Phone");
        stage.Wire.Say(":s FAIL PASSKEY PASSWORD_REQUIRED REMOVE :Log in with the password or a passkey for this");
        await removing;
        await list.InvokeAsync(() => list.Find("#proof-password").InputAsync("correct-horse"));
        Task proving = list.InvokeAsync(() => list.Find("form").SubmitAsync());
        string asked = await stage.Wire.ReadAsync();
        Assert.EndsWith(" NICKSERV IDENTIFY ada correct-horse", asked.Replace(":", "", StringComparison.Ordinal), StringComparison.Ordinal);
        stage.Wire.Say($"{asked[..asked.IndexOf(' ', StringComparison.Ordinal)]} :s ACK");
        await stage.Wire.ExpectAsync("PASSKEY REMOVE :Phone");
        stage.Wire.Say(":s PASSKEY REMOVE :Phone");
        await proving;

        Assert.True(isChanged);
        Assert.Empty(list.FindAll("#proof-password"));
    }

    [Fact]
    public async Task Without_passkeys_in_the_browser_none_is_offered()
    {
        await using Stage stage = await Stage.SetAsync("ada", "batch");

        Assert.Empty(stage.Draw<OwnerProof>(parameters => parameters.Add(one => one.Client, stage.Desk.Client).Add(one => one.Ways, Ways(stage))).FindAll("button[type=button]"));
        Assert.Single(stage.Draw<OwnerProof>(parameters => parameters
            .Add(one => one.Client, stage.Desk.Client).Add(one => one.Ways, Ways(stage)).Add(one => one.CanUsePasskeys, true)).FindAll("button[type=button]"));
        Assert.NotEmpty(stage.Draw<ClaimForm>(parameters => parameters.Add(one => one.Client, stage.Desk.Client)).FindAll("#new-password"));
        Assert.Empty(stage.Draw<ClaimForm>(parameters => parameters.Add(one => one.Client, stage.Desk.Client).Add(one => one.CanUsePasskeys, true)).FindAll("#new-password"));
    }
}
