using System.Text;
using Parley.Client.Accounts;
using Parley.Client.Lines;
using Parley.Client.Messages;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Client.Connections;

/// <summary>What is known for as long as one connection lasts.</summary>
internal sealed class Session(Connection connection)
{
    private const int MaxBatches = 64;

    // What a server may use at most for the parts of our mask that it has not told yet.
    private const int LongestUser = 11;
    private const int LongestHost = 63;

    private readonly Dictionary<string, Batch> _batches = [];

    /// <summary>What the server can do.</summary>
    public ServerFeatures Features { get; } = new();

    /// <summary>The capabilities in force.</summary>
    public Capability Capabilities { get; set; }

    /// <summary>The capabilities that it offers, of those we know.</summary>
    public Capability Offered { get; set; }

    /// <summary>The mechanisms of SASL that it has, if it said so.</summary>
    public IReadOnlyCollection<string> Mechanisms { get; set; } = [];

    /// <summary>The login that is going on; null: none is.</summary>
    public SaslLogin? Login { get; set; }

    /// <summary>Whether the nickname was refused, or not asked for yet, and is to be asked for when we have logged in.</summary>
    public bool OwesNickname { get; set; }

    /// <summary>Whether we have said CAP END.</summary>
    public bool HasEndedNegotiation { get; set; }

    /// <summary>Whether it has welcomed us.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>Our own mask as the server shows it to others; default until it did.</summary>
    public SourceMask Mask { get; set; }

    /// <summary>How many nicknames were refused on this connection.</summary>
    public int NicknamesTried { get; set; }

    public bool Has(Capability capability) => Capabilities.HasFlag(capability);

    public void Send(ReadOnlySpan<byte> verb, params ReadOnlySpan<string> parameters) => connection.Send(default, verb, parameters, null);

    public void Send(in LineTags tags, ReadOnlySpan<byte> verb, params ReadOnlySpan<string> parameters) => connection.Send(tags, verb, parameters, null);

    public void SendText(ReadOnlySpan<byte> verb, ReadOnlySpan<string> parameters, string text, in LineTags tags = default)
        => connection.Send(tags, verb, parameters, text);

    /// <inheritdoc cref="Connection.Doubt"/>
    public void Doubt() => connection.Doubt();

    /// <inheritdoc cref="Connection.End"/>
    public void End(string why) => connection.End(why);

    /// <summary>How large a message of several lines the server takes, as it has announced. Null: it has not.</summary>
    public MultilineLimits? OfferedMultiline { get; set; }

    /// <summary>How large a message of several lines it takes. Null: it takes none.</summary>
    public MultilineLimits? Multiline => Has(Capability.Multiline | Capability.Batch) ? OfferedMultiline : null;

    /// <summary>Whether it can be asked for what was said before.</summary>
    public bool HasHistory => Has(RegistrationLines.History);

    /// <summary>Whether it says a message once that is sent again with its token.</summary>
    public bool KnowsTokens => Features.KnowsTokens && Has(Capability.MessageTags);

    /// <summary>The bytes of text that fit into one message to that target, after the server has put our mask before it.</summary>
    /// <param name="me">Our mask; without a host as long as the server has not shown it.</param>
    /// <param name="target">A room or a nickname.</param>
    /// <remarks>Source: https://modern.ircdocs.horse/#message-format.</remarks>
    public static int TextBytes(SourceMask me, string target)
    {
        int unknown = me.Host is null ? "!@".Length + LongestUser + LongestHost : 0;
        return LineWriter.MaxBytes - ":  PRIVMSG  :\r\n".Length - Encoding.UTF8.GetByteCount(me.ToString()) - unknown - Encoding.UTF8.GetByteCount(target);
    }

    public void OpenBatch(string reference, Batch batch)
    {
        if (_batches.Count < MaxBatches)
            _batches[reference] = batch;
    }

    public Batch? CloseBatch(string reference) => _batches.Remove(reference, out Batch? batch) ? batch : null;

    public Batch? FindBatch(string? reference) => reference is null ? null : _batches.GetValueOrDefault(reference);
}

/// <summary>Lines that belong together. Source: https://ircv3.net/specs/extensions/batch.</summary>
/// <param name="Type">Its type, such as <c>labeled-response</c>.</param>
/// <param name="Label">The label of the request that it answers, its own or that of the batch around it.</param>
/// <param name="Target">Of a batch of history: the room, or the other one.</param>
/// <param name="IsEnd">Of a batch of history: there is no more.</param>
internal sealed record Batch(string Type, string? Label, string Target, bool IsEnd)
{
    /// <summary>Whether it holds what was said before. Source: https://ircv3.net/specs/batches/chathistory.</summary>
    public bool IsHistory => Type == "chathistory";

    /// <summary>Of a message of several lines: what has come of it. Null: it is another batch.</summary>
    public SaidInLines? Lines { get; init; }
}
