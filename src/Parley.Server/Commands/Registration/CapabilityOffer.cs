using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;
using Parley.Server.Commands.Accounts;
using Parley.Server.Commands.Messages;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Registration;

/// <summary>The capabilities that the server offers a session at this moment, with their values.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/capability-negotiation#capability-values. What can change while the server runs is
/// announced by <see cref="CapabilityNews"/>.</remarks>
internal static class CapabilityOffer
{
    // What stands behind the "=". Empty: the name alone; null: the capability is not offered. Without a row it is offered always, by its name alone.
    private static readonly Dictionary<Capability, Func<ServerState, Session, string?>> Values = new()
    {
        [Capability.AccountRegistration] = (server, _) => RegistrationRules(server.Options.Accounts),
        [Capability.Multiline] = (_, _) => $"max-bytes={MultilineBatch.MaxBytes},max-lines={MultilineBatch.MaxLines}",
        [Capability.RelayMsg] = (_, _) => NameRules.RelaySeparator.ToString(),
        [Capability.Metadata2] = (server, _) => MetadataLimits(server.Options.Limits),
        [Capability.Metadata3] = (server, _) => MetadataLimits(server.Options.Limits),
        [Capability.WebPush] = (server, _) => server.Pushes is null ? null : "",
        [Capability.Sasl] = (server, to) => string.Join(',', AuthenticateCommand.MechanismsFor(server, to)),
        [Capability.Sts] = (server, to) => StrictTransport(server, to),
    };

    /// <summary>The capability of that name if it is offered and can be asked for, or <see cref="Capability.None"/>.</summary>
    public static Capability Find(string name, ServerState server, Session to)
        => CapabilityNames.Find(name) is var capability && (capability == Capability.Sts || Value(capability, server, to) is null) ? Capability.None : capability;

    /// <summary>All that is offered, by name: the words of CAP LS with values.</summary>
    public static Dictionary<string, string> All(ServerState server, Session to)
        => (from row in CapabilityNames.All
            let value = Value(row.Capability, server, to)
            where value is not null
            select (row.Name, Word: value.Length > 0 ? $"{row.Name}={value}" : row.Name)).ToDictionary(offer => offer.Name, offer => offer.Word);

    // https://ircv3.net/specs/extensions/account-registration#capability
    private static string? RegistrationRules(AccountOptions rules) => rules switch
    {
        { Register: false } => null,
        { RegisterBeforeConnect: true, EmailRequired: true } => "before-connect,email-required",
        { RegisterBeforeConnect: true } => "before-connect",
        { EmailRequired: true } => "email-required",
        _ => "",
    };

    // https://ircv3.net/specs/extensions/metadata#draftmetadata-2-capability
    private static string MetadataLimits(LimitOptions limits)
        => $"before-connect,max-subs={limits.MetadataSubscriptions},max-keys={limits.MetadataKeys},max-value-bytes={limits.MetadataBytes}";

    // https://ircv3.net/specs/extensions/sts#details: without TLS where to come by it, and by it for how many seconds to do so again.
    private static string? StrictTransport(ServerState server, Session to) => server.Options.Tls.StrictDays switch
    {
        0 => null,
        _ when !to.KnowsCap302 => null,
        int days when to.Endpoints.IsSecure => to.Endpoints.IsNamed ? $"duration={days * 86_400L}" : null,
        // The port by which it came speaks TLS too; of another nobody knows.
        _ => $"port={to.Endpoints.Local?.Port ?? ServerOptions.DefaultPort}",
    };

    private static string? Value(Capability capability, ServerState server, Session to)
        => Values.TryGetValue(capability, out Func<ServerState, Session, string?>? value) ? value(server, to) : "";
}
