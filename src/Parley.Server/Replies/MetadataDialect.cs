using Parley.Protocol.Capabilities;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>In what the two drafts of metadata differ.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/metadata (draft/metadata-2),
/// https://github.com/ircv3/ircv3-specifications/pull/613 (draft/metadata-3).</remarks>
internal sealed record MetadataDialect
{
    private static readonly MetadataDialect Second = new()
    {
        HasVerb = true,
        InvalidKey = "KEY_INVALID",
        InvalidSubcommand = "SUBCOMMAND_INVALID",
        TooManySubscriptions = "TOO_MANY_SUBS",
    };

    private static readonly MetadataDialect Third = new()
    {
        HasVerb = false,
        InvalidKey = "INVALID_KEY",
        InvalidSubcommand = "INVALID_PARAMS",
        TooManySubscriptions = "LIMIT_REACHED",
    };

    /// <summary>Whether news is a line <c>METADATA</c>, an empty value is a value, what is cleared is listed with its value, and removing what
    /// is not set fails. Without it news is 761 and 766, and an empty value removes the key.</summary>
    public required bool HasVerb { get; init; }

    /// <summary>The code of FAIL for what is no key.</summary>
    public required string InvalidKey { get; init; }

    /// <summary>The code of FAIL for what is no subcommand.</summary>
    public required string InvalidSubcommand { get; init; }

    /// <summary>The code of FAIL for following too many keys.</summary>
    public required string TooManySubscriptions { get; init; }

    /// <summary>How that session speaks.</summary>
    public static MetadataDialect Of(Session session)
        => session.Has(Capability.Metadata2) && !session.Has(Capability.Metadata3) ? Second : Third;
}
