using Bunit;
using Parley.Web.Searching;
using Parley.Web.Tests.Shell;

namespace Parley.Web.Tests.Searching;

/// <summary>The dialog in which one searches.</summary>
public sealed class SearchDialogTests
{
    [Fact]
    public async Task What_was_found_stands_between_what_was_said_before_and_after()
    {
        await using Stage stage = await Stage.SetAsync("ada", "batch draft/chathistory labeled-response message-tags server-time soju.im/search");
        IRenderedComponent<SearchDialog> dialog = stage.Draw<SearchDialog>(parameters => parameters.Add(one => one.Desk, stage.Desk));

        Task opening = dialog.InvokeAsync(() => dialog.Instance.OpenAsync("roses"));
        string line;
        do
            line = await stage.Wire.ReadAsync();
        while (!line.Contains("SEARCH ", StringComparison.Ordinal));
        stage.Wire.Say(":s BATCH +f soju.im/search", "@batch=f;msgid=m2 :bob!b@h PRIVMSG #garden :red roses", ":s BATCH -f");
        line = await stage.Wire.ReadAsync();
        Assert.EndsWith(" CHATHISTORY AROUND #garden msgid=m2 12", line, StringComparison.Ordinal);
        stage.Wire.Say(
            $"@{line[1..line.IndexOf(' ', StringComparison.Ordinal)]} :s BATCH +h chathistory #garden", "@batch=h;msgid=m1 :eve!e@h PRIVMSG #garden :which colour?", "@batch=h;msgid=m2 :bob!b@h PRIVMSG #garden :red roses",
            "@batch=h;msgid=m3 :eve!e@h PRIVMSG #garden :thanks", ":s BATCH -h");
        await opening;

        dialog.WaitForAssertion(() => Assert.Equal(["eve: which colour?", "eve: thanks"], dialog.FindAll(".near").Select(near => Stage.Plain(near.TextContent))));
        Assert.Equal("roses", dialog.Find("mark").TextContent);
    }
}
