using Parley.Client.Connections;

namespace Parley.Client.Lines;

/// <summary>Links into rooms.</summary>
/// <remarks>Source: docs/irc.md, "Links into rooms".</remarks>
internal static class InviteLinkLines
{
    /// <summary>The batch in which a list of links comes, and the command.</summary>
    public const string Batch = "parley.chat/invites", Verb = "INVITELINK";

    /// <summary><c>INVITELINK ADD|LIST|REVOKE …</c>; the lines of LIST stand in a batch that ends the answer.</summary>
    public static void Answer(ChatClient client, Session session, Incoming line)
    {
        client.LinkAnswers.Append([.. Enumerable.Range(0, line.Count).Select(index => line[index])]);
        if (session.FindBatch(line.Batch)?.Type != Batch)
            client.LinkAnswers.Complete();
    }
}
