using System.Globalization;
using System.Text;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Registration;

/// <summary><c>CAP LS [version] | LIST | REQ :&lt;capabilities&gt; | END</c>: capability negotiation.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/capability-negotiation. Replies CAP LS, LIST, ACK, NAK; 410.</remarks>
internal static class CapCommand
{
    public static CommandSpec Spec { get; } = new("CAP", MinParams: 1, Access.Anyone, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string subcommand = c.Text(0);
        switch (subcommand.ToUpperInvariant())
        {
            case "LS":
                List(c);
                break;
            case "LIST":
                SendList(c, "LIST", CapabilityNames.Of(c.Session.Capabilities), c.Session.KnowsCap302);
                break;
            case "REQ":
                Request(c, c.TextOrEmpty(1));
                break;
            case "END":
                return End(c);
            default:
                c.Reply.Numeric(Numeric.ErrInvalidCapCmd, subcommand, "Invalid CAP command");
                break;
        }
        return ValueTask.CompletedTask;
    }

    private static void List(CommandContext c)
    {
        Suspend(c);
        bool knows302 = int.TryParse(c.TextOrEmpty(1), NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version >= 302;
        if (knows302 && !c.Session.KnowsCap302)
        {
            c.Session.KnowsCap302 = true;
            c.Session.Capabilities |= Capability.CapNotify;
        }
        Dictionary<string, string> offered = CapabilityOffer.All(c.Server, c.Session);
        // Before 302 there is one line. Should it be too short for all, then what many clients know must be in it: drafts and vendors' come last.
        SendList(c, "LS", knows302 ? offered.Values : offered.Keys.OrderBy(name => name.Contains('/')), knows302);
    }

    private static void Request(CommandContext c, string list)
    {
        Suspend(c);
        Capability wanted = c.Session.Capabilities;
        foreach (string word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool off = word[0] == '-';
            Capability capability = CapabilityOffer.Find(off ? word[1..] : word, c.Server, c.Session);
            // All or nothing; and whoever knows CAP 302 cannot do without cap-notify.
            if (capability == Capability.None || (off && capability == Capability.CapNotify && c.Session.KnowsCap302))
            {
                SendAnswer(c, "NAK", list);
                return;
            }
            wanted = off ? wanted & ~capability : wanted | capability;
        }
        // The answer is still in the form of before.
        SendAnswer(c, "ACK", list);
        c.Session.Capabilities = wanted;
    }

    private static ValueTask End(CommandContext c)
    {
        c.Session.Introduction.IsNegotiating = false;
        return Welcome.TryRegisterAsync(c);
    }

    private static void Suspend(CommandContext c) => c.Session.Introduction.IsNegotiating = c.Session.User is null;

    private static void SendList(CommandContext c, string subcommand, IEnumerable<string> words, bool mayContinue)
    {
        int free = c.Reply.Begin("CAP"u8).Param(c.Session.Nickname).Param(subcommand).Param("*").Trailing("").Free;
        var line = new List<string>();
        foreach (string word in words)
        {
            if (line.Sum(before => before.Length + 1) + word.Length > free)
            {
                if (!mayContinue)
                    break;
                c.Reply.End(c.Reply.Begin("CAP"u8).Param(c.Session.Nickname).Param(subcommand).Param("*").Trailing(string.Join(' ', line)));
                line.Clear();
            }
            line.Add(word);
        }
        Send(c, subcommand, string.Join(' ', line));
    }

    // As it came, if it is not too long with the nickname.
    private static void SendAnswer(CommandContext c, string subcommand, string list)
    {
        int free = c.Reply.Begin("CAP"u8).Param(c.Session.Nickname).Param(subcommand).Trailing("").Free;
        while (Encoding.UTF8.GetByteCount(list) > free && list.LastIndexOf(' ', Math.Min(free, list.Length - 1)) is > 0 and var space)
        {
            Send(c, subcommand, list[..space]);
            list = list[(space + 1)..];
        }
        Send(c, subcommand, list);
    }

    private static void Send(CommandContext c, string subcommand, string list)
        => c.Reply.End(c.Reply.Begin("CAP"u8).Param(c.Session.Nickname).Param(subcommand).Trailing(list));
}
