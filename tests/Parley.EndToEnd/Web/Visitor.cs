using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>A person at the web client. Fails the test when the page had an error that nobody saw.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private Visitor(IPage page, string room)
    {
        (Page, Room) = (page, room);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public string Room { get; }

    /// <summary>Where messages are typed.</summary>
    public ILocator Entry => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message #" + Room });

    /// <summary>The list of messages.</summary>
    public ILocator Log => Page.GetByRole(AriaRole.Log);

    /// <summary>The list of the room's members.</summary>
    public ILocator Members => Page.Locator("aside.members");

    /// <summary>The list of the rooms.</summary>
    public ILocator Rooms => Page.GetByRole(AriaRole.Navigation);

    /// <summary>The dialog that is open.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>Opens the page of a room, at the prompt for the name.</summary>
    /// <param name="browser">Where it is opened, as another person has it.</param>
    /// <param name="room">The room, without #.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="height">Of the window, in pixels.</param>
    /// <param name="server">Whose room it is; without one, of the server that all share.</param>
    /// <param name="keepsApp">The service worker may keep the app.</param>
    /// <param name="prepare">What is done with the page before it loads anything.</param>
    public static async Task<Visitor> OpenAsync(
        Browser browser, string room, int width = 1280, int height = 800, RunningServer? server = null, bool keepsApp = false, Func<IPage, Task>? prepare = null)
        => new(await browser.OpenAsync(new Uri((server ?? browser.Server).Web, "#" + room), width, height, keepsApp, prepare), room);

    /// <summary>Opens the page of a room and goes in under that name.</summary>
    public static async Task<Visitor> JoinAsync(Browser browser, string room, string name, int width = 1280, int height = 800)
    {
        Visitor visitor = await OpenAsync(browser, room, width, height);
        await visitor.EnterAsync(name);
        return visitor;
    }

    /// <summary>Gives a name at the prompt and is in the room.</summary>
    public async Task EnterAsync(string name)
    {
        await GiveNameAsync(name);
        await Assertions.Expect(Entry).ToBeVisibleAsync();
        await Assertions.Expect(Log).ToContainTextAsync(name + " joined");
    }

    /// <summary>Gives a name at the prompt, whatever comes of it.</summary>
    public async Task GiveNameAsync(string name)
    {
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Types a message and sends it with Enter.</summary>
    public async Task SayAsync(string text)
    {
        await Entry.FillAsync(text);
        await Entry.PressAsync("Enter");
    }

    /// <summary>Sends a file by the button and the browser's picker.</summary>
    public Task SendFileAsync(string name, string type, byte[] bytes) => SendFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });

    /// <summary>Sends several files at once.</summary>
    public async Task SendFilesAsync(params FilePayload[] files)
    {
        IFileChooser picker = await Page.RunAndWaitForFileChooserAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "Send file" }).ClickAsync());
        await picker.SetFilesAsync(files);
    }

    /// <summary>Takes back the page's errors with that text: the test has asked for them.</summary>
    public void Forgive(string text) => _errors.RemoveAll(error => error.Contains(text, StringComparison.Ordinal));

    /// <summary>Sees a text among the messages.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(Log).ToContainTextAsync(text);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_errors);
    }
}
