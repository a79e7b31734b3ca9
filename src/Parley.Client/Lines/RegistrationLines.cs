using System.Text;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>Introducing ourselves: capabilities, nickname, welcome.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/capability-negotiation, https://modern.ircdocs.horse/#connection-registration.</remarks>
internal static class RegistrationLines
{
    private const int MaxUsername = 10;

    // What this library makes something of. Others would change what comes, and nobody here would know what to do with it.
    private const Capability Understood = Capability.MessageTags | Capability.ServerTime | Capability.EchoMessage | Capability.Batch
        | Capability.LabeledResponse | Capability.MultiPrefix | Capability.UserhostInNames | Capability.ExtendedJoin | Capability.AwayNotify
        | Capability.SetName | Capability.CapNotify | Capability.StandardReplies | Capability.AuthToken | Capability.Sasl | Capability.Search
        | Capability.ChatHistory | Capability.ReadMarker | Capability.AccountNotify | Capability.AccountTag | Capability.ChgHost | Metadata
        | Capability.Multiline | Capability.MessageRedaction | Capability.EventPlayback;

    /// <summary>What rooms tell of themselves.</summary>
    public const Capability Metadata = Capability.Metadata2;

    /// <summary>What it takes to get what was missed: https://ircv3.net/specs/extensions/chathistory#implementation.</summary>
    public const Capability History = Capability.ChatHistory | Capability.Batch | Capability.ServerTime | Capability.MessageTags;

    /// <summary>The user name sent with USER: servers of plain IRC take letters and digits only.</summary>
    public static string Username(string nickname)
    {
        var name = new StringBuilder();
        foreach (char c in nickname.Where(char.IsAsciiLetterOrDigit).Take(MaxUsername))
            name.Append(char.ToLowerInvariant(c));
        return name.Length > 0 ? name.ToString() : "user";
    }

    /// <summary><c>CAP &lt;nick&gt; LS|ACK|NAK|NEW|DEL [*] :&lt;names&gt;</c>.</summary>
    public static void Cap(ChatClient client, Session session, Incoming line)
    {
        Capability named = Capability.None;
        Capability removed = Capability.None;
        foreach (string token in line.Last.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = token.Split('=')[0];
            if (name.StartsWith('-'))
                removed |= CapabilityNames.Find(name[1..]);
            else
                named |= CapabilityNames.Find(name);
            if (name == "sasl" && token.Length > name.Length)
            {
                session.Mechanisms = token[(name.Length + 1)..].Split(',');
                client.HasPasskeys = session.Mechanisms.Contains(SaslLogin.Passkey);
            }
            else if (name == CapabilityNames.Of(Capability.Multiline).First() && token.Length > name.Length)
                session.OfferedMultiline = MultilineLimits.Parse(token[(name.Length + 1)..]);
        }
        switch (line[1].ToUpperInvariant())
        {
            case "LS":
                session.Offered |= named;
                bool more = line.Count > 3 && line[2] == "*";
                if (!more && !Request(session, session.Offered))
                    ChatClient.EndNegotiation(session, client);
                break;
            case "ACK":
                session.Capabilities = (session.Capabilities | named) & ~removed;
                if (session.IsRegistered || !client.BeginLogin(session))
                    ChatClient.EndNegotiation(session, client);
                break;
            case "NAK":
                ChatClient.EndNegotiation(session, client);
                break;
            case "NEW":
                Request(session, named);
                break;
            case "DEL":
                session.Capabilities &= ~named;
                break;
        }
    }

    /// <summary>001: our nickname as the server has it.</summary>
    public static void Welcome(ChatClient client, Session session, Incoming line)
    {
        session.IsRegistered = true;
        client.Nickname = line[0];
    }

    /// <summary>005: what the server can do.</summary>
    public static void Isupport(ChatClient client, Session session, Incoming line)
    {
        // The first parameter is our nickname, the last a text for people.
        for (int i = 1; i < line.Count - 1; i++)
            session.Features.Apply(line[i]);
        client.Conversations.Rekey(session.Features.Fold);
        client.Ignored.Rekey(session.Features.Fold);
    }

    /// <summary>396: the host that others now see for us.</summary>
    public static void VisibleHost(ChatClient client, Session session, Incoming line)
    {
        string[] parts = line[1].Split('@');
        if (session.Mask.Host is not null)
            session.Mask = new SourceMask(client.Nickname, parts.Length > 1 ? parts[0] : session.Mask.Username, parts[^1]);
    }

    /// <summary>431, 432, 433, 436, 447: the nickname cannot be had.</summary>
    public static void NicknameRefused(ChatClient client, Session session, Incoming line)
    {
        string reason = Messages.FormattedText.Strip(line.Last);
        string nickname = line.Count > 2 ? line[1] : client.WantedNickname;
        if (session.IsRegistered)
            client.TellRefusedNickname(nickname, reason);
        else if ((client.WillLogIn || session.Login is not null) && !session.HasEndedNegotiation)
            // Who logs in gets it from whoever has it.
            session.OwesNickname = true;
        else
            client.RegistrationNicknameRefused(nickname, reason);
    }

    private static bool Request(Session session, Capability offered)
    {
        // Labels come in batches, so one without the other is of no use.
        if (!offered.HasFlag(Capability.Batch) && !session.Has(Capability.Batch))
            offered &= ~Capability.LabeledResponse;
        // Who could ask for history is sent none unasked.
        if (!(offered | session.Capabilities).HasFlag(History))
            offered &= ~(Capability.ChatHistory | Capability.EventPlayback);
        string names = string.Join(' ', CapabilityNames.Of(offered & Understood & ~session.Capabilities));
        if (names.Length > 0)
            session.SendText("CAP"u8, ["REQ"], names);
        return names.Length > 0;
    }
}
