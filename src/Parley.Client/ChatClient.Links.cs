using System.Globalization;
using Parley.Client.Accounts;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Client;

public sealed partial class ChatClient
{
    private const string Unbounded = "*";

    /// <summary>Whether this server makes links into rooms.</summary>
    public bool HasInviteLinks => Session is { } session && session.Offered.HasFlag(Capability.InviteLinks) && session.Has(Capability.Batch);

    internal Answers LinkAnswers { get; } = new();

    /// <summary>Makes a link into a room.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="lasts">How long it leads there, in whole seconds, at most ten years. Null: until it is revoked.</param>
    /// <param name="uses">How many people come by it, at most <see cref="InviteLink.MostUses"/>. Null: any number.</param>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<NewInviteLink> MakeLinkAsync(string room, TimeSpan? lasts = null, int? uses = null)
    {
        string seconds = lasts is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : Unbounded;
        string people = uses?.ToString(CultureInfo.InvariantCulture) ?? Unbounded;
        IReadOnlyList<string[]> answer = await AskAsync(LinkAnswers, session => session.Send("INVITELINK"u8, "ADD", room, seconds, people));
        return answer is [["ADD", _, var id, var token, var url, ..]] ? new NewInviteLink(id, token, url) : throw new IOException("The server did not answer as it should");
    }

    /// <summary>The links into a room, oldest first: all for those who run it, their own for others.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task<IReadOnlyList<InviteLink>> ListLinksAsync(string room)
        => [.. (await AskAsync(LinkAnswers, session => session.Send("INVITELINK"u8, "LIST", room))).Where(line => line.Length >= 8)
            .Select(line => new InviteLink(line[2], line[3], Time(line[4]), line[5] == Unbounded ? null : Time(line[5]), Number(line[6]) ?? 0, Number(line[7])))];

    /// <summary>Has a link into a room lead nowhere any more.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public Task RevokeLinkAsync(string room, string id) => AskAsync(LinkAnswers, session => session.Send("INVITELINK"u8, "REVOKE", room, id));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
