using Parley.Core.Storage;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Registration;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Accounts;

/// <summary><c>AUTHENTICATE &lt;mechanism&gt; | &lt;Base64, in parts of 400&gt; | + | *</c>: logs in with SASL, before registration or after, again or for the first time.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/sasl-3.2.
/// Replies AUTHENTICATE, 900, 903; 904, 905, 906, 908.</remarks>
internal static class AuthenticateCommand
{
    public static CommandSpec Spec { get; } = new("AUTHENTICATE", MinParams: 1, Access.Anyone, RunAsync);

    /// <summary>The mechanisms that a session may use, as the capability's value and RPL_SASLMECHS have them.</summary>
    public static IEnumerable<string> MechanismsFor(ServerState server, Session session)
    {
        if (session.Endpoints.Fingerprint is not null)
            yield return "EXTERNAL";
        // Where there is a certificate that clients trust, no password goes over the network in the clear.
        if (session.Endpoints.IsSecure || session.Endpoints.IsLocal || server.Options.Tls.Certificate is null)
            yield return "PLAIN";
        yield return "SCRAM-SHA-256";
        if (session.Endpoints.Page is not null)
            yield return "PASSKEY";
    }

    /// <summary>Ends an exchange that is going on, if there is one, and says so.</summary>
    public static void Abort(CommandContext c)
    {
        if (c.Session.Sasl is null)
            return;
        c.Session.Sasl = null;
        c.Reply.Numeric(Numeric.ErrSaslAborted, "SASL authentication aborted");
    }

    private static ValueTask RunAsync(CommandContext c)
    {
        string part = c.Text(0);
        if (!c.Session.Has(Capability.Sasl))
            c.Reply.Numeric(Numeric.ErrSaslFail, "SASL authentication failed: request the capability sasl first");
        else if (c.Session.Sasl is not { } exchange)
            Begin(c, part);
        else if (part == "*")
            Abort(c);
        else if (part.Length > MessageParts.MaxPart)
            Fail(c, Numeric.ErrSaslTooLong, "SASL message too long");
        else if (!exchange.Message.TryAdd(part))
            Fail(c, Numeric.ErrSaslFail, "SASL authentication failed: the message is too long");
        else if (exchange.Message.IsComplete)
            return ContinueAsync(c, exchange);
        return ValueTask.CompletedTask;
    }

    private static void Begin(CommandContext c, string mechanism)
    {
        string[] offered = [.. MechanismsFor(c.Server, c.Session)];
        ISaslMechanism? found = offered.FirstOrDefault(one => one.Equals(mechanism, StringComparison.OrdinalIgnoreCase)) switch
        {
            "EXTERNAL" => new SaslExternal(),
            "PLAIN" => new SaslPlain(),
            "SCRAM-SHA-256" => new SaslScram(),
            "PASSKEY" when c.Session.Endpoints.Page is { } site => new SaslPasskey(site),
            _ => null,
        };
        if (mechanism == "*")
        {
            c.Reply.Numeric(Numeric.ErrSaslAborted, "SASL authentication aborted");
        }
        else if (found is null)
        {
            c.Reply.Numeric(Numeric.RplSaslMechs, string.Join(',', offered), "are available SASL mechanisms");
            bool isTooOpen = mechanism.Equals("PLAIN", StringComparison.OrdinalIgnoreCase);
            Fail(c, Numeric.ErrSaslFail, isTooOpen ? "SASL authentication failed: passwords go over TLS only, connect by TLS" : "SASL authentication failed");
        }
        else
        {
            c.Session.Sasl = new SaslExchange(found);
            Send(c, "+");
        }
    }

    private static async ValueTask ContinueAsync(CommandContext c, SaslExchange exchange)
    {
        SaslStep step = exchange.Message.Take() is { } message ? await TakeAsync(c, exchange, message) : SaslStep.Failed();
        if (step.Challenge is { } challenge)
            Send(c, [.. MessageParts.Of(challenge)]);
        else if (step.Proof is not { } proof)
            Fail(c, Numeric.ErrSaslFail, step.Why.Length == 0 ? "SASL authentication failed" : $"SASL authentication failed: {step.Why}");
        else
        {
            c.Session.Sasl = null;
            await Login.InAsync(c, proof);
            c.Reply.Numeric(Numeric.RplSaslSuccess, "SASL authentication successful");
            // Registration may have been held up by nothing but the login.
            await Welcome.TryRegisterAsync(c);
        }
    }

    // The client waits for a numeric: another answer would leave it waiting.
    private static async ValueTask<SaslStep> TakeAsync(CommandContext c, SaslExchange exchange, byte[] message)
    {
        try
        {
            return await exchange.Mechanism.TakeAsync(c, message);
        }
        catch (StorageException)
        {
            return SaslStep.Failed("accounts cannot be read now, try again later");
        }
    }

    private static void Fail(CommandContext c, Numeric numeric, string text)
    {
        c.Session.Sasl = null;
        c.Reply.Numeric(numeric, text);
    }

    private static void Send(CommandContext c, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
            c.Reply.End(c.Reply.Begin("AUTHENTICATE"u8).Param(part));
    }
}
