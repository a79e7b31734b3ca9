using System.Text;
using Parley.Core.Metadata;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Metadata;

/// <summary>Reads and writes metadata: GET, LIST, SET, CLEAR.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#metadata-get and the sections after it.</remarks>
internal static class MetadataValues
{
    /// <summary><c>GET &lt;key&gt;…</c>.</summary>
    public static ValueTask GetAsync(CommandContext c, MetadataLines lines, MetadataTarget target)
    {
        lines.Open("metadata", target.Name);
        for (int i = 2; i < c.ParamCount; i++)
            if (MetadataSet.IsKey(c.Text(i)))
                lines.Answer(target.Name, c.Text(i), target.Values.GetValueOrDefault(c.Text(i)));
            else
                InvalidKey(c, lines, c.Text(i));
        lines.Close();
        return ValueTask.CompletedTask;
    }

    /// <summary><c>LIST</c>.</summary>
    public static ValueTask ListAsync(MetadataLines lines, MetadataTarget target)
    {
        lines.Open("metadata", target.Name);
        foreach ((string key, string value) in target.Values)
            lines.Answer(target.Name, key, value);
        lines.Close();
        return ValueTask.CompletedTask;
    }

    /// <summary><c>SET &lt;key&gt; [:&lt;value&gt;]</c>.</summary>
    public static async ValueTask SetAsync(CommandContext c, MetadataLines lines, MetadataTarget target)
    {
        string key = c.Text(2);
        MetadataDialect dialect = MetadataDialect.Of(c.Session);
        string? value = c.ParamCount < 4 || (c.Text(3).Length == 0 && !dialect.HasVerb) ? null : c.Text(3);
        if (!MetadataSet.IsKey(key))
            InvalidKey(c, lines, key);
        else if (value is not null && Encoding.UTF8.GetByteCount(value) > c.Limits.MetadataBytes)
            InvalidValue(c, lines, key);
        else if (await SetAsync(c, target, key, value) is var refusal && (refusal == Refusal.None || (refusal == Refusal.KeyNotSet && !dialect.HasVerb)))
            lines.Answer(target.Name, key, value);
        else
            Refuse(c, lines, target, key, refusal);
    }

    /// <summary><c>CLEAR</c>.</summary>
    public static async ValueTask ClearAsync(CommandContext c, MetadataLines lines, MetadataTarget target)
    {
        if (!await MaySetAsync(c, target))
        {
            Refuse(c, lines, target, "*", Refusal.NeedsOperator);
            return;
        }
        lines.Open("metadata", target.Name);
        foreach ((string key, string value) in target.Values)
            if (await SetAsync(c, target, key, null) == Refusal.None)
                lines.Answer(target.Name, key, MetadataDialect.Of(c.Session).HasVerb ? value : null);
        lines.Close();
    }

    /// <summary>Sets a key of a user, or removes it, and tells those who follow it.</summary>
    public static Refusal Set(CommandContext c, User user, string key, string? value)
    {
        Refusal refusal = user.Metadata.Set(key, value, c.Limits.MetadataKeys);
        if (refusal != Refusal.None)
            return refusal;
        var notice = new UserMetadata(user.NewStamp(c.Server.Time.GetUtcNow()), key, value);
        RoomDirectory.Tell(new Actor(user, c.Session.Id), notice);
        c.Fanout.Deliver(notice, user, c.Session);
        return Refusal.None;
    }

    private static async ValueTask<Refusal> SetAsync(CommandContext c, MetadataTarget target, string key, string? value)
    {
        if (target.Room is { } room)
            return (await room.SetMetadataAsync(c.Actor, key, value)).Refusal;
        if (!await MaySetAsync(c, target))
            return Refusal.NeedsOperator;
        if (target.User is not { } user)
            return c.Session.Introduction.Metadata.Set(key, value, c.Limits.MetadataKeys);
        Refusal refusal = Set(c, user, key, value);
        if (refusal == Refusal.None)
            await AccountMetadata.KeepAsync(c, user);
        return refusal;
    }

    private static async ValueTask<bool> MaySetAsync(CommandContext c, MetadataTarget target)
        => c.Session.User is not { } user || user.IsOperator
            || (target.Room is { } room ? await room.GetRankAsync(user) >= Rank.Operator : target.User == user);

    private static void InvalidKey(CommandContext c, MetadataLines lines, string key)
        => lines.Fail(MetadataDialect.Of(c.Session).InvalidKey, $"A key has 1 to {MetadataSet.MaxKey} of a-z, 0-9, _ . / -", key);

    private static void InvalidValue(CommandContext c, MetadataLines lines, string key)
    {
        string text = $"A value has at most {c.Limits.MetadataBytes} bytes";
        if (MetadataDialect.Of(c.Session).HasVerb)
            lines.Fail("VALUE_INVALID", text);
        else
            lines.Fail("INVALID_VALUE", text, key);
    }

    private static void Refuse(CommandContext c, MetadataLines lines, MetadataTarget target, string key, Refusal refusal)
    {
        if (refusal == Refusal.MetadataFull)
            lines.Fail("LIMIT_REACHED", $"No more than {c.Limits.MetadataKeys} keys may be set", target.Name);
        else if (refusal == Refusal.KeyNotSet)
            lines.Fail("KEY_NOT_SET", "The key is not set", target.Name, key);
        else
            lines.Fail("KEY_NO_PERMISSION", "You may not set this", target.Name, key);
    }
}
