namespace Parley.Web.Settings;

/// <summary>The pages of the settings.</summary>
public enum SettingsPage
{
    /// <summary>How things look, and the language.</summary>
    Looks,

    /// <summary>What makes itself heard.</summary>
    Notifications,

    /// <summary>The own account.</summary>
    Account,
}
