using System.Text;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Isupport;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Commands;
using Parley.Server.Commands.Files;
using Parley.Server.Commands.Registration;
using Parley.Server.Settings;

namespace Parley.Server.Replies;

/// <summary>What the server can and where its limits are, as RPL_ISUPPORT.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rplisupport-005, https://ircv3.net/specs/extensions/extended-isupport.</remarks>
internal static class Isupport
{
    private const string Text = "are supported by this server";

    // 13 tokens fit the 15 parameters of a line beside the nickname and the text.
    private const int TokensPerLine = 13;

    /// <summary>Sends all tokens, as a batch to those who know of it.</summary>
    public static void Send(CommandContext c)
    {
        bool asBatch = c.Session.Has(Capability.ExtendedIsupport) && c.Session.Has(Capability.Batch);
        if (asBatch)
            c.Reply.End(c.Reply.Begin("BATCH"u8).Param("+i").Param("draft/isupport"));
        LineWriter? line = null;
        int count = 0;
        foreach (string token in Tokens(c))
        {
            if (line is not null && (count == TokensPerLine || line.Free < Encoding.UTF8.GetByteCount(token) + Text.Length + 3))
            {
                c.Reply.End(line.Trailing(Text));
                (line, count) = (null, 0);
            }
            line = (line ?? (asBatch ? c.Reply.BeginInBatch("i", Numeric.RplIsupport) : c.Reply.Begin(Numeric.RplIsupport))).Param(token);
            count++;
        }
        if (line is not null)
            c.Reply.End(line.Trailing(Text));
        if (asBatch)
            c.Reply.End(c.Reply.Begin("BATCH"u8).Param("-i"));
    }

    // https://soju.im/filehost and https://github.com/ircv3/ircv3-specifications/pull/602
    private static string[] FileTokens(string url) => ["draft/AUTHTOKEN", $"draft/FILEHOST={url}", $"soju.im/FILEHOST={url}"];

    // https://ircv3.net/specs/extensions/network-icon
    private static string[] IconToken(Uri? icon) => icon is null ? [] : [$"draft/ICON={IsupportTokens.Escape(icon.AbsoluteUri)}"];

    private static IEnumerable<string> Tokens(CommandContext c)
    {
        LimitOptions limits = c.Limits;
        return
        [
            $"ACCOUNTEXTBAN={RoomMask.AccountExtban}",
            $"AWAYLEN={limits.AwayBytes}",
            $"BOT={UserModeLetters.Bot}",
            $"CASEMAPPING={Casemapping.Name}",
            $"CHANLIMIT=#:{limits.RoomsPerUser}",
            $"CHANMODES={ModeLetters.Chanmodes}",
            $"CHANNELLEN={NameRules.MaxRoomName}",
            "CHANTYPES=#",
            $"CHATHISTORY={Commands.History.ChatHistoryCommand.MaxLimit}",
            .. c.Server.Options.Accounts.Required ? ["draft/ACCOUNTREQUIRED"] : Array.Empty<string>(),
            .. limits.DeniedTags.Count > 0 ? [$"CLIENTTAGDENY={string.Join(',', limits.DeniedTags.OrderBy(tag => tag != "*"))}"] : Array.Empty<string>(),
            .. FileTokens(FileHost.UrlFor(c)),
            "ELIST=CMNTU",
            "EXCEPTS=e",
            $"EXTBAN={RoomMask.Extban}",
            "INVEX=I",
            .. IconToken(c.Server.Options.Network.Icon),
            "KNOCK",
            $"KICKLEN={limits.KickBytes}",
            $"MAXLIST={string.Join(',', ModeLetters.Lists.Select(letter => $"{letter}:{limits.Bans}"))}",
            $"MODES={Commands.Rooms.ModeCommand.MaxChanges}",
            $"MONITOR={limits.Watched}",
            "MSGREFTYPES=msgid,timestamp",
            $"NAMELEN={limits.RealNameBytes}",
            $"NETWORK={IsupportTokens.Escape(c.Server.NetworkName)}",
            $"NICKLEN={NameRules.MaxNickname}",
            .. c.Server.ClientTags.Denies(MessageToken.Key[1..]) ? Array.Empty<string>() : [$"{IsupportTokens.SentOnce}"],
            $"{IsupportTokens.DefaultRoom}={IsupportTokens.Escape(c.Server.Options.Rooms.Default)}",
            $"PREFIX={ModeLetters.Prefix}",
            "SAFELIST",
            $"STATUSMSG={ModeLetters.AllPrefixes}",
            $"TARGMAX=JOIN:,KICK:,KILL:,LIST:,NAMES:,NOTICE:{Commands.Messages.MessageTargets.Max},PART:,PRIVMSG:{Commands.Messages.MessageTargets.Max},TAGMSG:{Commands.Messages.MessageTargets.Max},WHOIS:{Commands.Users.WhoisCommand.MaxTargets}",
            $"TOPICLEN={limits.TopicBytes}",
            $"USERLEN={UserCommand.MaxUsername}",
            "UTF8ONLY",
            // https://github.com/ircv3/ircv3-specifications/pull/471
            .. c.Server.Pushes is { } pushes ? [$"VAPID={pushes.Key.PublicKey}"] : Array.Empty<string>(),
            "WHOX",
        ];
    }
}
