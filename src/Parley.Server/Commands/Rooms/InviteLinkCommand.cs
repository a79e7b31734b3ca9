using System.Globalization;
using Parley.Core.Rooms;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>INVITELINK ADD &lt;channel&gt; [&lt;seconds&gt;|* [&lt;people&gt;|*]] | LIST &lt;channel&gt; | REVOKE &lt;channel&gt; &lt;id&gt;</c>: links by which others come into a room.</summary>
/// <remarks>
/// Source: docs/irc.md, "Links into rooms"; the capability parley.chat/invites says that there is such a command. Replies <c>INVITELINK ADD &lt;channel&gt;
/// &lt;id&gt; &lt;token&gt; :&lt;link&gt;</c>; <c>INVITELINK LIST &lt;channel&gt; &lt;id&gt; &lt;made by&gt; &lt;created&gt; &lt;expires&gt; &lt;people so far&gt; &lt;people&gt;</c>
/// in a batch; <c>INVITELINK REVOKE &lt;channel&gt; &lt;id&gt;</c>; FAIL INVITELINK FORBIDDEN, INVALID_PARAMS, INVALID_TARGET, TOO_MANY, UNKNOWN_COMMAND, UNKNOWN_LINK; 461.
/// </remarks>
internal static class InviteLinkCommand
{
    private const string Verb = "INVITELINK";
    private const string BatchType = "parley.chat/invites";
    private const string Unbounded = "*";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3653);

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 2, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Text(0).ToUpperInvariant() is var asked && asked is not ("ADD" or "LIST" or "REVOKE"))
            c.Reply.Fail(Verb, "UNKNOWN_COMMAND", c.Text(0), "There is no such subcommand");
        else if (!c.Rooms.TryFind(c.Text(1), out IRoom? room))
            Refuse(c, Refusal.NoSuchRoom, c.Text(1));
        else
            return asked switch
            {
                "ADD" => AddAsync(c, room),
                "LIST" => ListAsync(c, room),
                _ => RevokeAsync(c, room),
            };
        return ValueTask.CompletedTask;
    }

    private static async ValueTask AddAsync(CommandContext c, IRoom room)
    {
        if (!TryRead(c.TextOrEmpty(2), (long)Longest.TotalSeconds, out long? seconds) || !TryRead(c.TextOrEmpty(3), InviteLink.MostUses, out long? people))
        {
            c.Reply.Fail(Verb, "INVALID_PARAMS", ["ADD", room.Name], $"It takes a number of seconds, at most ten years, and of people, at most {InviteLink.MostUses}");
            return;
        }
        string token = InviteLink.NewToken();
        (InviteLink? link, Refusal refusal) = await room.AddLinkAsync(
            c.Actor, InviteLink.HashOf(token), seconds is { } lasts ? TimeSpan.FromSeconds(lasts) : null, (int?)people);
        if (link is null)
        {
            Refuse(c, refusal, room.Name);
            return;
        }
        // Who was given it must not find that it was lost.
        await c.Server.History.SaveAsync();
        c.Reply.End(c.Reply.Begin("INVITELINK"u8).Param("ADD").Param(room.Name).Param(link.Id).Param(token).Trailing(UrlOf(c, room.Name, token)));
    }

    private static async ValueTask ListAsync(CommandContext c, IRoom room)
    {
        (IReadOnlyList<InviteLink>? links, Refusal refusal) = await room.GetLinksAsync(c.User);
        if (links is null)
            Refuse(c, refusal, room.Name);
        else
            c.Reply.Batch(BatchType, room.Name, "INVITELINK"u8, [.. links.Select(link => new[]
            {
                "LIST", room.Name, link.Id, link.By.Split('!')[0], ServerTime.Of(link.Created), link.Expires is { } expires ? ServerTime.Of(expires) : Unbounded,
                Number(link.Used), link.Uses is { } uses ? Number(uses) : Unbounded,
            })]);
    }

    private static async ValueTask RevokeAsync(CommandContext c, IRoom room)
    {
        string id = c.TextOrEmpty(2);
        Refusal refusal = await room.RevokeLinkAsync(c.Actor, id);
        if (refusal == Refusal.NoSuchLink)
        {
            c.Reply.Fail(Verb, "UNKNOWN_LINK", [room.Name, id.Length > 0 ? id : Unbounded], "No such link leads into the channel, or it is not yours");
            return;
        }
        if (refusal != Refusal.None)
        {
            Refuse(c, refusal, room.Name);
            return;
        }
        await c.Server.History.SaveAsync();
        c.Reply.End(c.Reply.Begin("INVITELINK"u8).Param("REVOKE").Param(room.Name).Trailing(id));
    }

    private static void Refuse(CommandContext c, Refusal refusal, string room)
    {
        (string code, string text) = refusal switch
        {
            Refusal.NeedsOperator => ("FORBIDDEN", "Only those who run the channel invite into it"),
            Refusal.TooManyLinks => ("TOO_MANY", "Too many links lead into the channel: revoke one"),
            _ => ("INVALID_TARGET", "You are not in a channel of that name"),
        };
        c.Reply.Fail(Verb, code, room, text);
    }

    private static bool TryRead(string text, long most, out long? number)
    {
        number = null;
        if (text is "" or Unbounded)
            return true;
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long read) && read > 0 && read <= most;
        number = read;
        return isNumber;
    }

    // What stands behind the # is not sent to any server: neither to this one's log nor to the page's next.
    private static string UrlOf(CommandContext c, string room, string token)
        => $"{c.Server.Address.For(c.Session.Endpoints.IsSecure, c.Session.Endpoints.Local).AbsoluteUri}#{Uri.EscapeDataString(room[1..])}?invite={token}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
