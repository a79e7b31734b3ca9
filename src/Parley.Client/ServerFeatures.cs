using System.Globalization;
using System.Text;
using Parley.Protocol.Isupport;
using Parley.Protocol.Names;

namespace Parley.Client;

/// <summary>What the server announced of itself (ISUPPORT), with the defaults of plain IRC.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rplisupport-parameters.</remarks>
public sealed class ServerFeatures
{
    private string _casemapping = "rfc1459";
    private string[] _roomModes = ["b", "k", "l", "imnpst"];
    private int _fileHostRank;
    private string? _muteBan;
    private string? _accountBan;

    /// <summary>The network's name, or null.</summary>
    public string? Network { get; private set; }

    /// <summary>The characters that a room's name begins with.</summary>
    public string RoomTypes { get; private set; } = "#&";

    /// <summary>The room for everybody to whom nobody said which; null: the server names none.</summary>
    public string? DefaultRoom { get; private set; }

    /// <summary>The longest nickname; 9 until the server says.</summary>
    public int NicknameLength { get; private set; } = 9;

    /// <summary>Where files are uploaded by the server's own word; null: it takes none. See <see cref="ChatClient.UploadAddress"/>.</summary>
    /// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/562.</remarks>
    public Uri? FileHost { get; private set; }

    /// <summary>Whether rooms can be asked for an invitation (KNOCK).</summary>
    public bool HasKnock { get; private set; }

    /// <summary>The longest topic, in bytes of UTF-8; 0: the server names no bound.</summary>
    public int TopicBytes { get; private set; }

    /// <summary>The longest reason for a kick, in bytes of UTF-8; 0: the server names no bound.</summary>
    public int KickBytes { get; private set; }

    /// <summary>Whether WHO takes fields. Source: https://ircv3.net/specs/extensions/whox.</summary>
    internal bool HasWhox { get; private set; }

    /// <summary>What marks programs in answers to WHO; 0: nothing. Source: https://ircv3.net/specs/extensions/bot-mode.</summary>
    internal char BotMark { get; private set; }

    /// <summary>By which push services know the server; null: it sends none. Source: https://github.com/ircv3/ircv3-specifications/pull/471.</summary>
    internal string? PushKey { get; private set; }

    /// <summary>The most messages of history that the server gives at once; 0: it names no bound.</summary>
    internal int HistoryPage { get; private set; }

    /// <summary>Whether the server says a message once however often it is sent with its token, and its ids stand in the order of a room.</summary>
    internal bool KnowsTokens { get; private set; }

    /// <summary>The modes that give a rank, the highest first.</summary>
    internal string RankModes { get; private set; } = "ov";

    /// <summary>The signs of <see cref="RankModes"/>, in the same order.</summary>
    internal string RankSigns { get; private set; } = "@+";

    /// <summary>Takes one announced token: <c>KEY</c>, <c>KEY=value</c> or <c>-KEY</c>. What makes no sense changes nothing.</summary>
    internal void Apply(string token)
    {
        int equals = token.IndexOf('=');
        string value = equals < 0 ? "" : Unescape(token[(equals + 1)..]);
        switch (equals < 0 ? token : token[..equals])
        {
            case "NETWORK":
                Network = value;
                break;
            case "CASEMAPPING":
                _casemapping = value;
                break;
            case "CHANTYPES":
                RoomTypes = value;
                break;
            case IsupportTokens.DefaultRoom:
                DefaultRoom = value;
                break;
            case "NICKLEN" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length > 0:
                NicknameLength = length;
                break;
            case "CHATHISTORY" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int page):
                HistoryPage = page;
                break;
            case "VAPID" when value.Length > 0:
                PushKey = value;
                break;
            case IsupportTokens.SentOnce:
                KnowsTokens = true;
                break;
            case "WHOX":
                HasWhox = true;
                break;
            case "KNOCK":
                HasKnock = true;
                break;
            case "BOT" when value.Length == 1:
                BotMark = value[0];
                break;
            case "TOPICLEN":
                TopicBytes = Number(value);
                break;
            case "KICKLEN":
                KickBytes = Number(value);
                break;
            case "EXTBAN" when value.Split(',') is [var prefix, var letters, ..]:
                _muteBan = letters.Contains('m') ? prefix + "m:" : null;
                break;
            case "ACCOUNTEXTBAN" when value.Split(',')[0] is { Length: > 0 } name:
                _accountBan = name;
                break;
            case "PREFIX":
                SetRanks(value);
                break;
            case "CHANMODES" when value.Split(',') is { Length: >= 4 } modes:
                _roomModes = modes;
                break;
            case "draft/FILEHOST":
                SetFileHost(value, rank: 1);
                break;
            case "soju.im/FILEHOST":
                SetFileHost(value, rank: 2);
                break;
        }
    }

    /// <summary>Whether rooms have that mode here.</summary>
    public bool HasRoomMode(char letter) => Array.Exists(_roomModes, letters => letters.Contains(letter));

    /// <summary>Whether that mode is a list of masks.</summary>
    public bool IsList(char letter) => _roomModes[0].Contains(letter);

    /// <summary>The mask that concerns an account's user under whatever name; null: the server has none.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/account-extban.</remarks>
    public string? AccountMask(string account) => _accountBan is null ? null : $"{_accountBan}:{account}";

    /// <summary>The mask by which a ban only silences; null: the server has none.</summary>
    public string? MuteMask(string mask) => _muteBan is null ? null : _muteBan + mask;

    /// <summary>The mask that a ban silences which does no more than that; null: it does more.</summary>
    public string? Muted(string mask) => _muteBan is { } mute && mask.StartsWith(mute, StringComparison.Ordinal) ? mask[mute.Length..] : null;

    /// <summary>The modes that give a rank with their signs, the highest first.</summary>
    public IEnumerable<(char Mode, char Sign)> Ranks => RankModes.Zip(RankSigns);

    /// <summary>The key of a nickname or a room's name: names with equal keys are one.</summary>
    internal string Fold(string name) => _casemapping switch
    {
        Casemapping.Name => Casemapping.Fold(name),
        "ascii" => FoldAscii(name, 'Z'),
        "rfc1459-strict" => FoldAscii(name, ']'),
        _ => FoldAscii(name, '^'),
    };

    internal bool IsRoom(string target) => target.Length > 0 && RoomTypes.Contains(target[0]);

    /// <summary>The rank of somebody with those signs, 0 for the highest there is.</summary>
    internal int RankOf(string prefixes) => prefixes.Length > 0 ? RankSigns.IndexOf(prefixes[0]) : int.MaxValue;

    /// <summary>Whether a mode of a room takes a parameter when it is set or unset.</summary>
    public bool TakesParameter(char mode, bool set)
        => RankModes.Contains(mode) || _roomModes[0].Contains(mode) || _roomModes[1].Contains(mode) || (set && _roomModes[2].Contains(mode));

    private static int Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private void SetRanks(string value)
    {
        int close = value.IndexOf(')');
        if (value.Length == 0)
            RankModes = RankSigns = "";
        else if (value[0] == '(' && close > 0 && value.Length - close == close)
            (RankModes, RankSigns) = (value[1..close], value[(close + 1)..]);
    }

    private void SetFileHost(string value, int rank)
    {
        if (rank < _fileHostRank || !Uri.TryCreate(value, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            return;
        (FileHost, _fileHostRank) = (url, rank);
    }

    // The letters' upper neighbours []\^ fold to {}|~ on networks of Scandinavian origin.
    private static string FoldAscii(string name, char last)
        => string.Create(name.Length, (name, last), static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = from.name[i];
                span[i] = c >= 'A' && c <= from.last ? (char)(c + 32) : c;
            }
        });

    // \x20 is a space: the value itself can hold none.
    private static string Unescape(string value)
    {
        int at = value.IndexOf("\\x", StringComparison.Ordinal);
        if (at < 0)
            return value;
        var text = new StringBuilder(value[..at]);
        for (int i = at; i < value.Length; i++)
        {
            if (value.AsSpan(i).StartsWith("\\x")
                && i + 4 <= value.Length
                && byte.TryParse(value.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                text.Append((char)code);
                i += 3;
            }
            else
            {
                text.Append(value[i]);
            }
        }
        return text.ToString();
    }
}
