using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace Parley.Web.Settings;

/// <summary>What the person has set in this browser, as it is now.</summary>
/// <param name="read">Gives the JSON that is kept, or null.</param>
/// <param name="keep">Keeps it, and has the page look so.</param>
public sealed class KeptPreferences(Func<string?> read, Action<string> keep)
{
    /// <summary>Something was set.</summary>
    public event Action? Changed;

    /// <summary>What is set.</summary>
    public Preferences Current { get; private set; } = Preferences.Read(read());

    /// <summary>Sets something; what another page of this browser has set meanwhile stays.</summary>
    public void Set(Func<Preferences, Preferences> change)
    {
        Current = change(Preferences.Read(read()));
        keep(Current.Write());
        Changed?.Invoke();
    }
}

/// <summary>The browser's <c>localStorage</c>, and what <c>start.js</c> makes of it: see <c>wwwroot/settings.js</c>.</summary>
[SupportedOSPlatform("browser")]
internal static partial class SettingsScript
{
    private const string Module = "settings";

    /// <summary>Loads it.</summary>
    public static async Task<KeptPreferences> LoadAsync()
    {
        await JSHost.ImportAsync(Module, "../settings.js");
        return new KeptPreferences(Read, Keep);
    }

    [JSImport("read", Module)] private static partial string? Read();

    [JSImport("keep", Module)] private static partial void Keep(string json);
}
