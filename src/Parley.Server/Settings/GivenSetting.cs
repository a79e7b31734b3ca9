namespace Parley.Server.Settings;

/// <summary>What somebody set an option to, not yet checked.</summary>
/// <param name="Setting">The option.</param>
/// <param name="Values">The values: one, or as many as there are for a list. They replace what a lower source says.</param>
public sealed record GivenSetting(Setting Setting, IReadOnlyList<GivenValue> Values);

/// <summary>One value as it was written.</summary>
/// <param name="Text">The value.</param>
/// <param name="Shown">How a message names it, with its place: <c>--listen "foo"</c>, <c>PARLEY__Limits__Outbox=abc</c>.</param>
public sealed record GivenValue(string Text, string Shown);

/// <summary>What one source says: what it sets, and what is wrong with it.</summary>
/// <param name="Given">The options it sets.</param>
/// <param name="Errors">Sentences for the person who wrote it. Empty: nothing is wrong.</param>
public sealed record SettingsSource(IReadOnlyList<GivenSetting> Given, IReadOnlyList<string> Errors);
