using System.Buffers.Binary;

namespace Parley.Core.Messages;

/// <summary>Makes the ids of messages and events (msgid): unique for ever, and in the order of their time as far as that is <see cref="Step"/> apart.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-ids, https://www.rfc-editor.org/rfc/rfc9562#section-6.2 (method 3).</remarks>
public static class MessageId
{
    /// <summary>How far apart two moments are at least whose ids stand in their order.</summary>
    /// <remarks>12 bits of an id divide a millisecond: into 244 ns each.</remarks>
    public static readonly TimeSpan Step = TimeSpan.FromTicks(3);

    /// <summary>An id for something that happens at that time.</summary>
    public static Guid New(DateTimeOffset at)
    {
        // Not Guid.CreateVersion7, which asks the system for each id's random bits: a sixth of what a message cost. Random.Shared asks once
        // for each thread, and an id has to be unique, not secret.
        Span<byte> id = stackalloc byte[16];
        (long milliseconds, long rest) = Math.DivRem(at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond);
        BinaryPrimitives.WriteInt64BigEndian(id, (milliseconds << 16) | 0x7000 | (rest * 0x1000 / TimeSpan.TicksPerMillisecond));
        BinaryPrimitives.WriteInt64BigEndian(id[8..], long.MinValue | Random.Shared.NextInt64(1L << 62));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The time in an id, to the millisecond; of an id that was not made here, some time.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }
}

/// <summary>What every event carries: its id, when it happened, and who did it as they were called then.</summary>
/// <param name="Id">Its msgid.</param>
/// <param name="At">When.</param>
/// <param name="Source">The mask <c>nick!user@host</c>.</param>
/// <param name="Account">The account's name. Null: a guest.</param>
public readonly record struct Stamp(Guid Id, DateTimeOffset At, string Source, string? Account)
{
    /// <summary>Whether a program did it: https://ircv3.net/specs/extensions/bot-mode.</summary>
    public bool IsBot { get; init; }
}
