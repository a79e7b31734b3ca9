using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Parley.Protocol.Names;

namespace Parley.Server.Settings;

internal sealed class EndPointsAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428";

    public override string Placeholder => "ADDRESS:PORT";

    // The framework's parser takes an address without its port, and an IPv6 address without its brackets.
    public override bool Allows(string value)
        => IPEndPoint.TryParse(value, out IPEndPoint? parsed)
            && value.EndsWith($":{parsed.Port}", StringComparison.Ordinal)
            && value.StartsWith('[') == (parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6);
}

internal sealed class FolderPathAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "the path of a folder";

    public override string Placeholder => "DIR";

    public override string Example => "/var/lib/parley";

    public override bool IsPath => true;

    public override bool Allows(string value) => value.Length > 0 && !value.Contains('\0') && !File.Exists(value);
}

internal sealed class FilePathAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "a file that exists";

    public override string Placeholder => "FILE";

    public override string Example => "/etc/parley/motd.txt";

    public override bool IsPath => true;

    public override bool Allows(string value) => File.Exists(value);
}

internal sealed class WebAddressAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "an address such as https://chat.example.org";

    public override string Placeholder => "URL";

    public override string Example => "https://chat.example.org";

    public override bool Allows(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out Uri? url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Query.Length == 0
            && url.Fragment.Length == 0;
}

internal sealed partial class HostNameAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "a name such as parley or chat.example.org: letters, digits, dots and hyphens, at most 63";

    public override string Placeholder => "NAME";

    public override bool Allows(string value) => Host().IsMatch(value);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,62}\z")]
    private static partial Regex Host();
}

internal sealed partial class ClientTagAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "*, a tag such as typing or example.org/note, or one with a '-' before it";

    public override string Placeholder => "TAG";

    public override string Example => "typing";

    public override bool Allows(string value) => Tag().IsMatch(value);

    // https://ircv3.net/specs/extensions/message-tags#format
    [GeneratedRegex(@"^(\*|-?([A-Za-z0-9.-]+/)?[A-Za-z0-9-]+)\z")]
    private static partial Regex Tag();
}

internal sealed class RoomNameAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "a room such as #lobby: # and then no space and no comma";

    public override string Placeholder => "#ROOM";

    public override bool Allows(string value) => NameRules.IsRoomName(value);
}

internal sealed class YesNoAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "true or false";

    public override string Placeholder => "true|false";

    public override IReadOnlyList<string> Choices => ["true", "false"];

    public override bool Allows(string value) => bool.TryParse(value, out _);
}

internal sealed class WholeNumberAttribute(string text, long min, long max) : SettingAttribute(text)
{
    public override string Allowed => max == long.MaxValue
        ? $"a whole number, {min} or more"
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");

    public override string Placeholder => "NUMBER";

    public override bool Allows(string value)
        => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max;
}

internal sealed class DurationAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "hours:minutes:seconds from 00:00:01 to 23:59:59, such as 00:01:30";

    public override string Placeholder => "HH:MM:SS";

    public override bool Allows(string value)
        => TimeSpan.TryParseExact(value, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero;
}

internal sealed class OneOfAttribute<TEnum>(string text) : SettingAttribute(text)
    where TEnum : struct, Enum
{
    public override string Allowed => "one of " + string.Join(", ", Choices);

    public override string Placeholder => "LEVEL";

    public override IReadOnlyList<string> Choices => Enum.GetNames<TEnum>();

    public override bool Allows(string value) => Choices.Contains(value, StringComparer.OrdinalIgnoreCase);
}

internal sealed class OperatorsAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "NAME:VERIFIER, the verifier as \"parley hash-password\" prints it";

    public override string Placeholder => "NAME:VERIFIER";

    public override string Example => "ada:SCRAM-SHA-256$100000:...";

    public override bool Allows(string value) => OperatorAccount.TryParse(value) is not null;
}

internal sealed class NetworkNameAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "a name of 1 to 63 characters, no control characters";

    public override string Placeholder => "NAME";

    public override string Example => "Example Chat";

    public override bool Allows(string value) => value.Length is > 0 and <= 63 && !value.Any(char.IsControl);
}

internal sealed class LineAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "1 to 200 characters, no control characters";

    public override string Placeholder => "TEXT";

    public override string Example => "admin@example.org";

    public override bool Allows(string value) => value.Length is > 0 and <= 200 && !value.Any(char.IsControl);
}

internal sealed class PasswordAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "a password, or what \"parley hash-password\" makes of it";

    public override string Placeholder => "PASSWORD";

    public override string Example => "SCRAM-SHA-256$100000:...";

    // What looks like a verifier but is none was damaged on the way, and as a password nobody would ever know it.
    public override bool Allows(string value)
        => Protocol.SaslPrep.Apply(value) is not null
            && (!value.StartsWith("SCRAM-SHA-256$", StringComparison.Ordinal) || Core.Accounts.ScramVerifier.TryParse(value, out _));
}

internal sealed class NetworksAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "an address or a network, such as 192.0.2.7 or 2001:db8::/32";

    public override string Placeholder => "NETWORK";

    public override string Example => "192.0.2.7";

    public override bool Allows(string value) => ConnectionOptions.ToNetwork(value) is not null;
}

internal sealed class OriginsAttribute(string text) : SettingAttribute(text)
{
    public override string Allowed => "an origin such as https://www.example.org, or *";

    public override string Placeholder => "ORIGIN";

    public override string Example => "https://www.example.org";

    public override bool Allows(string value)
        => value == "*" || (Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.Fragment.Length == 0);
}
