using Bunit;
using Parley.Web.Shell;

namespace Parley.Web.Tests.Shell;

public sealed class WindowedListTests
{
    [Fact]
    public async Task Of_a_long_list_only_what_is_in_sight_is_drawn()
    {
        await using var components = new BunitContext();
        components.JSInterop.SetupModule("./rows.js").Mode = JSRuntimeMode.Loose;
        List<string> names = [.. Enumerable.Range(0, 10_000).Select(static i => "m" + i)];
        var list = components.Render<WindowedList<string>>(parameters => parameters.Add(one => one.Count, names.Count).Add(one => one.Slice, names.Slice).Add(one => one.Row, static name => $"<p>{name}</p>"));

        await list.InvokeAsync(() => list.Instance.Show(5000, 20));
        Assert.Equal(names[5000..5020], list.FindAll("p").Select(static row => row.TextContent));
        Assert.Equal(["5000", "4980"], list.FindAll("[data-rows]").Select(static spacer => spacer.GetAttribute("data-rows")));

        await list.InvokeAsync(() => list.Instance.Show(9995, 20));
        Assert.Equal(names[9995..], list.FindAll("p").Select(static row => row.TextContent));
        list.Render(parameters => parameters.Add(one => one.Count, 0).Add(one => one.Slice, static (_, _) => []));
        Assert.Empty(list.FindAll("p"));
    }
}
