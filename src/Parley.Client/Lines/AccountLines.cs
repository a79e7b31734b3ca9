using Parley.Client.Connections;
using Parley.Client.Messages;

namespace Parley.Client.Lines;

/// <summary>Logging in, registering, and devices.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/account-registration, docs/irc.md, "Devices".</remarks>
internal static class AccountLines
{
    /// <summary>The batch in which a list of devices comes.</summary>
    public const string DeviceBatch = "parley.chat/devices";

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

    /// <summary><c>WEBPUSH REGISTER|UNREGISTER &lt;endpoint&gt;</c>. Source: https://github.com/ircv3/ircv3-specifications/pull/471.</summary>
    public static void Push(ChatClient client, Session session, Incoming line) => client.PushAnswers.Complete();

    /// <summary>A refusal of a command about accounts, or about links; false when nobody waits for it.</summary>
    public static bool IsRefused(ChatClient client, string command, string reason) => command switch
    {
        "REGISTER" => client.Registrations.Refused(reason),
        "DEVICE" => client.DeviceAnswers.Refused(reason),
        PushVerb => client.PushAnswers.Refused(reason),
        InviteLinkLines.Verb => client.LinkAnswers.Refused(reason),
        _ => false,
    };
}
