using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Core.Push;
using Parley.Protocol.Messages;
using Parley.Server.Commands.Accounts;
using Parley.Server.Push;

namespace Parley.Server.Commands.Push;

/// <summary><c>WEBPUSH REGISTER &lt;endpoint&gt; &lt;keys&gt; | UNREGISTER &lt;endpoint&gt;</c>: has a browser told by Web Push what concerns the account while nobody looks.</summary>
/// <remarks>
/// Source: https://github.com/ircv3/ircv3-specifications/pull/471 (draft/webpush), https://codeberg.org/emersion/soju/src/branch/master/doc/ext/webpush.md.
/// Replies WEBPUSH REGISTER, WEBPUSH UNREGISTER; FAIL WEBPUSH ACCOUNT_REQUIRED, FORBIDDEN, INTERNAL_ERROR, INVALID_PARAMS, MAX_REGISTRATIONS; 461.
/// </remarks>
internal static class WebPushCommand
{
    private const string Verb = "WEBPUSH";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static ValueTask RunAsync(CommandContext c)
    {
        string asked = c.Text(0).ToUpperInvariant(), endpoint = c.TextOrEmpty(1);
        if (c.Server.Pushes is not { } pushes)
            Fail(c, "FORBIDDEN", asked, endpoint, "This server sends nothing to push services");
        else if (asked == "REGISTER" && c.ParamCount == 3)
            return RegisterAsync(c, pushes, endpoint);
        else if (asked == "UNREGISTER" && c.ParamCount == 2)
            return UnregisterAsync(c, pushes, endpoint);
        else
            Fail(c, "INVALID_PARAMS", asked, endpoint, "It takes REGISTER with an endpoint and keys, or UNREGISTER with an endpoint");
        return ValueTask.CompletedTask;
    }

    private static async ValueTask RegisterAsync(CommandContext c, Pushes pushes, string endpoint)
    {
        if (c.Session.Account is not { } name || await c.Server.Accounts.FindAsync(name) is not { } account)
        {
            Fail(c, "ACCOUNT_REQUIRED", "REGISTER", endpoint, "Log in to an account first");
            return;
        }
        if (!PushEndpoint.TryRead(endpoint, c.Server.Options.Push.Private, out _))
        {
            Fail(c, "INVALID_PARAMS", "REGISTER", endpoint, "Push services have an address of https in the public internet");
            return;
        }
        if (ReadKeys(c.Text(2)) is not var (publicKey, secret))
        {
            Fail(c, "INVALID_PARAMS", "REGISTER", endpoint, "The keys are p256dh, a point of P-256, and auth, 16 bytes");
            return;
        }
        var subscription = new PushSubscription(account.Key, endpoint, publicKey, secret, c.Session.Device?.TokenHash, c.Server.Time.GetUtcNow());
        if (!pushes.Subscriptions.TrySave(subscription))
        {
            Fail(c, "MAX_REGISTRATIONS", "REGISTER", endpoint, "The account has too many subscriptions");
            return;
        }
        // Who wants to be told while nobody looks stays for that.
        Persistence.Begin(c, account);
        await AnswerAsync(c, "REGISTER", endpoint);
    }

    private static async ValueTask UnregisterAsync(CommandContext c, Pushes pushes, string endpoint)
    {
        if (c.Session.Account is { } name)
        {
            pushes.Subscriptions.Forget(name, endpoint);
            if (await c.Server.Accounts.FindAsync(name) is { } account)
                Persistence.Begin(c, account);
        }
        await AnswerAsync(c, "UNREGISTER", endpoint);
    }

    private static async ValueTask AnswerAsync(CommandContext c, string done, string endpoint)
    {
        await c.Server.History.SaveAsync();
        c.Reply.End(c.Reply.Begin("WEBPUSH"u8).Param(done).Param(endpoint));
    }

    private static void Fail(CommandContext c, string code, string asked, string endpoint, string text)
        => c.Reply.Fail(Verb, code, endpoint.Length > 0 ? [asked, endpoint] : [asked], text);

    // As tags are written: https://ircv3.net/specs/extensions/message-tags#format.
    private static (byte[] PublicKey, byte[] Secret)? ReadKeys(string text)
    {
        byte[]? publicKey = null, secret = null;
        foreach (TagReader.Tag tag in new TagReader(Encoding.UTF8.GetBytes(text)))
            if (tag.Key.SequenceEqual("p256dh"u8))
                publicKey = Decode(tag.Value);
            else if (tag.Key.SequenceEqual("auth"u8))
                secret = Decode(tag.Value);
        return publicKey is not null && IsPoint(publicKey) && secret is { Length: PushEncryption.SecretBytes } ? (publicKey, secret) : null;
    }

    private static byte[]? Decode(ReadOnlySpan<byte> value)
    {
        // Some browsers' libraries write the padding.
        ReadOnlySpan<byte> bare = value.TrimEnd((byte)'=');
        return Base64Url.IsValid(bare) ? Base64Url.DecodeFromUtf8(bare) : null;
    }

    private static bool IsPoint(byte[] bytes)
    {
        try
        {
            using ECDiffieHellman key = ECDiffieHellman.Create(PushEncryption.ReadPoint(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
