using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Registration;

/// <summary>Tells sessions which capabilities have come, have another value, or have gone, while the server ran.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/capability-negotiation#the-cap-new-subcommand. Made before the change, announced after it.</remarks>
internal sealed class CapabilityNews(ServerState server)
{
    private readonly Dictionary<Session, Dictionary<string, string>> _before
        = server.Sessions.All.ToDictionary(session => session, session => CapabilityOffer.All(server, session));

    /// <summary>Sends CAP NEW and CAP DEL to the sessions that asked for them, and takes from all sessions what has gone.</summary>
    public void Announce()
    {
        foreach ((Session session, Dictionary<string, string> before) in _before)
        {
            Dictionary<string, string> now = CapabilityOffer.All(server, session);
            // That one does not go: https://ircv3.net/specs/extensions/sts#the-duration-key.
            if (before.ContainsKey("sts"))
                now.TryAdd("sts", "sts=duration=0");
            string[] gone = [.. before.Keys.Except(now.Keys)];
            string[] come = [.. now.Where(offer => before.GetValueOrDefault(offer.Key) != offer.Value).Select(offer => session.KnowsCap302 ? offer.Value : offer.Key)];
            Tell(session, "DEL", gone);
            foreach (string name in gone)
                session.Capabilities &= ~CapabilityNames.Find(name);
            Tell(session, "NEW", come);
        }
    }

    private void Tell(Session session, string subcommand, string[] words)
    {
        if (words.Length == 0 || !session.Has(Capability.CapNotify))
            return;
        LineWriter line = new LineWriter().Source(server.Name).Verb("CAP"u8).Param(session.Nickname).Param(subcommand).Trailing(string.Join(' ', words));
        line.End();
        if (session.Outbox.Append(line.Written))
            session.Outbox.Flush();
    }
}
