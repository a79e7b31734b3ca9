using System.Diagnostics.CodeAnalysis;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>A stored file, or why there is none.</summary>
internal readonly record struct UploadOutcome
{
    private UploadOutcome(Upload? stored, UploadRefusal? refusal) => (Stored, Refusal) = (stored, refusal);

    public Upload? Stored { get; }

    public UploadRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Stored))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator UploadOutcome(Upload stored) => new(stored, null);

    public static implicit operator UploadOutcome(UploadRefusal refusal) => new(null, refusal);
}
