using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Parley.Client.Rooms;
using Parley.Client.Tests;
using Parley.Web.Accounts;
using Parley.Web.Settings;
using Parley.Web.Shell;

namespace Parley.Web.Tests.Shell;

/// <summary>Components without a browser: what they ask of one does nothing. The person is ada, and the server says what the test has it say.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly BunitContext _components = new();

    private Stage()
    {
        _components.JSInterop.Mode = JSRuntimeMode.Loose;
        _components.Services.AddSingleton(new Formats(static (kind, value) => kind == "brief" ? $"{DateTimeOffset.FromUnixTimeMilliseconds((long)value):yyyy-MM-dd HH:mm}" : $"{value} {kind}", static texts => string.Join(", ", texts)));
        _components.Services.AddSingleton(new KeptPreferences(static () => null, static _ => { }));
        _components.Services.AddSingleton<TimeProvider>(_server.Time);
        _components.Services.AddScoped<Page>();
        _components.Services.AddScoped<PasskeyScript>();
        Desk = new Desk(_server.Client);
    }

    /// <summary>What the person works at.</summary>
    public Desk Desk { get; }

    /// <summary>What the server hears and says.</summary>
    public ScriptedConnection Wire { get; private set; } = null!;

    /// <summary>The room that the person is in.</summary>
    public ClientRoom Room => (ClientRoom)Desk.Client.Find("#garden")!;

    /// <summary>The server's time.</summary>
    public DateTimeOffset Now => _server.Time.GetUtcNow();

    /// <summary>The short words that are shown, without what keeps names apart.</summary>
    public IEnumerable<string> Toasts => Desk.Toasts.Shown.Select(static toast => Plain(toast.Text));

    /// <summary>Puts ada into #garden, among those names.</summary>
    public static async Task<Stage> SetAsync(string names, string capabilities)
    {
        var stage = new Stage();
        stage.Wire = await stage._server.WelcomeAsync(capabilities, "CASEMAPPING=rfc8265 CHANMODES=b,k,l,imnst CHANTYPES=# EXTBAN=,am PREFIX=(qaohv)~&@%+");
        stage.Wire.Say(":ada!a@h JOIN #garden", $":s 353 ada = #garden :{names}", ":s 366 ada #garden :End");
        await stage._server.UntilAsync(() => stage.Desk.Client.Find("#garden") is ClientRoom { IsJoined: true, Members.Count: > 0 });
        await stage.Wire.DrainAsync();
        return stage;
    }

    /// <summary>Draws a component.</summary>
    public IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
        => _components.Render(parameters);

    /// <summary>Presses the button of that text, which may be drawn anew just now.</summary>
    public static Task PressAsync<T>(IRenderedComponent<T> component, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
        => component.InvokeAsync(() => component.FindAll("button").Single(button => button.TextContent == text).ClickAsync());

    /// <summary>A text without what keeps the directions of names apart.</summary>
    public static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _components.DisposeAsync();
        await _server.DisposeAsync();
    }
}
