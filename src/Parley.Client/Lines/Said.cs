using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>What somebody said: in one line, or in the lines of a batch together.</summary>
/// <param name="From">Who.</param>
/// <param name="Target">To which room or nickname, as on the wire.</param>
/// <param name="IsNotice">Whether it is a notice.</param>
/// <param name="Raw">What, with line feeds between its lines.</param>
internal sealed record Said(SourceMask From, string Target, bool IsNotice, string Raw)
{
    /// <inheritdoc cref="Incoming.Id"/>
    public string? Id { get; private init; }

    /// <inheritdoc cref="Incoming.Time"/>
    public DateTimeOffset Time { get; private init; }

    /// <inheritdoc cref="Incoming.Label"/>
    public string? Label { get; private init; }

    /// <inheritdoc cref="Incoming.Batch"/>
    public string? Batch { get; private init; }

    /// <inheritdoc cref="Incoming.Token"/>
    public string? Token { get; private init; }

    /// <inheritdoc cref="Incoming.Account"/>
    public string? Account { get; private init; }

    /// <inheritdoc cref="Incoming.ReplyTo"/>
    public string? ReplyTo { get; private init; }

    /// <inheritdoc cref="Incoming.Corrects"/>
    public string? Corrects { get; private init; }

    /// <summary>What a line says, or of which a line that opens a batch tells.</summary>
    public static Said Of(Incoming line, string target, string raw) => new(line.From, target, line.Verb == "NOTICE", raw)
    {
        Id = line.Id,
        Time = line.Time,
        Label = line.Label,
        Batch = line.Batch,
        Token = line.Token,
        Account = line.Account,
        ReplyTo = line.ReplyTo,
        Corrects = line.Corrects,
    };
}
