using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Client.Messages;

namespace Parley.Client.Lines;

/// <summary>Logging in, registering, and devices.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/account-registration, docs/irc.md, "Devices".</remarks>
internal static class AccountLines
{
    /// <summary>The batch in which a list of devices comes.</summary>
    public const string DeviceBatch = "parley.chat/devices";

    /// <summary>The command for passkeys.</summary>
    public const string PasskeyVerb = "PASSKEY";

    /// <summary>The batch in which a list of passkeys comes; its parameter says whether there is a password, too.</summary>
    public const string PasskeyBatch = "parley.chat/passkeys";

    /// <summary>The command for Web Push.</summary>
    public const string PushVerb = "WEBPUSH";

    /// <summary><c>AUTHENTICATE &lt;part&gt;</c>.</summary>
    public static void Authenticate(ChatClient client, Session session, Incoming line)
    {
        if (session.Login is { } login && login.Take(line[0]) is { } message)
            _ = client.GoOnLoggingInAsync(session, login, message);
    }

    /// <summary>900: we are logged in. <c>&lt;nick&gt; &lt;mask&gt; &lt;account&gt; :&lt;text&gt;</c>.</summary>
    public static void LoggedIn(ChatClient client, Session session, Incoming line) => client.Account = line[2];

    /// <summary>901: we are not any more.</summary>
    public static void LoggedOut(ChatClient client, Session session, Incoming line) => client.Account = null;

    /// <summary>903: SASL has succeeded.</summary>
    public static void Succeeded(ChatClient client, Session session, Incoming line) => client.LoginDone(session);

    /// <summary>902, 904, 905, 906: it has not.</summary>
    public static void Failed(ChatClient client, Session session, Incoming line) => client.LoginFailed(session, line.Numeric, FormattedText.Strip(line.Last));

    /// <summary><c>REGISTER SUCCESS &lt;account&gt; :&lt;text&gt;</c>.</summary>
    public static void Register(ChatClient client, Session session, Incoming line)
    {
        if (line[0] == "SUCCESS")
        {
            // 900 follows, but whoever waits goes on now.
            client.Account = line[1];
            client.Registrations.Complete();
        }
        else
            client.Registrations.Refused(FormattedText.Strip(line.Last));
    }

    /// <summary><c>DEVICE ADD|LIST|REVOKE …</c>; the lines of LIST stand in a batch that ends the answer.</summary>
    public static void Device(ChatClient client, Session session, Incoming line)
    {
        client.DeviceAnswers.Append([.. Enumerable.Range(0, line.Count).Select(index => line[index])]);
        if (session.FindBatch(line.Batch)?.Type != DeviceBatch)
            client.DeviceAnswers.Complete();
    }

    /// <summary><c>PASSKEY MAKE &lt;part&gt;</c>, as many as it takes, the last shorter than 400; <c>PASSKEY REGISTER|ADD|REMOVE …</c>; the lines of LIST
    /// stand in a batch that ends the answer. Source: docs/irc.md, "Passkeys".</summary>
    public static void Passkey(ChatClient client, Session session, Incoming line)
    {
        client.PasskeyAnswers.Append([.. Enumerable.Range(0, line.Count).Select(index => line[index])]);
        if (line[0] == "REGISTER")
            // 900 follows, but whoever waits goes on now.
            client.Account = line[1];
        bool isMore = line[0] == "MAKE" && line[1].Length >= SaslLogin.MaxPart;
        if (!isMore && session.FindBatch(line.Batch)?.Type != PasskeyBatch)
            client.PasskeyAnswers.Complete();
    }

    /// <summary><c>WEBPUSH REGISTER|UNREGISTER &lt;endpoint&gt;</c>. Source: https://github.com/ircv3/ircv3-specifications/pull/471.</summary>
    public static void Push(ChatClient client, Session session, Incoming line) => client.PushAnswers.Complete();

    /// <summary>A refusal of a command about accounts, or about links; false when nobody waits for it.</summary>
    public static bool IsRefused(ChatClient client, string command, string code, string reason) => command switch
    {
        "REGISTER" => client.Registrations.Refused(reason),
        PasskeyVerb => client.PasskeyAnswers.Refused(code == "PASSWORD_REQUIRED" ? new NotOwnerException(reason) : new IOException(reason)),
        "DEVICE" => client.DeviceAnswers.Refused(reason),
        PushVerb => client.PushAnswers.Refused(reason),
        InviteLinkLines.Verb => client.LinkAnswers.Refused(reason),
        _ => false,
    };
}
