using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Web;

public sealed class SearchTests(Browser browser)
{
    [Fact]
    public async Task What_was_said_is_found_and_one_goes_there()
    {
        await using Visitor ivy = await Visitor.JoinAsync(browser, "finding", "ivy");
        await ivy.SayAsync("Red <b>roses</b> in the garden");
        await ivy.SayAsync("/join #away");
        await Expect(ivy.Page.GetByRole(AriaRole.Heading, new() { Name = "#away" })).ToBeVisibleAsync();

        await ivy.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        ILocator dialog = ivy.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search" });
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync("\"red b roses\" from:ivy");
        await ivy.Page.Keyboard.PressAsync("Enter");

        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 found");
        await Expect(dialog).ToContainTextAsync("Red <b>roses</b> in the garden");
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync("has:nothing");
        await ivy.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("only has:file can");
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync("roses");
        await ivy.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 found");
        await Expect(dialog.Locator("mark")).ToHaveTextAsync("roses");

        // The fields and the line say the same.
        await dialog.GetByLabel("In", new() { Exact = true }).SelectOptionAsync("#away");
        await Expect(dialog).ToContainTextAsync("Try fewer words");
        await Expect(dialog.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("roses in:#away");
        await dialog.GetByLabel("In", new() { Exact = true }).SelectOptionAsync("#finding");
        await dialog.GetByLabel("Since").FillAsync("2020-02-29");
        await dialog.GetByLabel("Since").PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("roses in:#finding after:2020-02-29");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "With a file" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing was found");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "With a file", Pressed = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 found");

        await dialog.GetByRole(AriaRole.Searchbox).FocusAsync();
        await ivy.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "#finding" })).ToBeFocusedAsync();
        await ivy.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(ivy.Page.GetByRole(AriaRole.Heading, new() { Name = "#finding" })).ToBeVisibleAsync();
        await Expect(ivy.Log.GetByText("Red <b>roses</b>")).ToBeInViewportAsync();
    }
}
