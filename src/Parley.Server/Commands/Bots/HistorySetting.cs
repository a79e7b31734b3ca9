using System.Globalization;
using Parley.Core.History;
using Parley.Core.Rooms;

namespace Parley.Server.Commands.Bots;

/// <summary><c>SET &lt;#room&gt; [QUERY-CUTOFF none|join|default]</c>, <c>SET &lt;#room&gt; RETENTION default|&lt;days&gt;d [&lt;messages&gt;]|&lt;messages&gt;</c>:
/// what the owner of a room lays down for its history.</summary>
/// <remarks>QUERY-CUTOFF as on Ergo: https://github.com/ergochat/ergo/blob/stable/docs/MANUAL.md#history.</remarks>
internal static class HistorySetting
{
    private const int MostDays = 36_500;

    /// <summary>Reads what is wanted.</summary>
    /// <param name="name">Which setting.</param>
    /// <param name="values">What it is to be.</param>
    /// <param name="rules">As it was, then as it is wanted.</param>
    /// <returns>What is wrong. Null: nothing.</returns>
    public static string? Read(string name, IReadOnlyList<string> values, ref HistoryRules rules)
    {
        if (name.Equals("QUERY-CUTOFF", StringComparison.OrdinalIgnoreCase))
            return ReadCutoff(values, ref rules);
        if (name.Equals("RETENTION", StringComparison.OrdinalIgnoreCase))
            return ReadRetention(values, ref rules);
        return $"There is no setting {name}. There are QUERY-CUTOFF and RETENTION";
    }

    /// <summary>How long something is kept, for people: <c>for 7 days, and of that the newest 100 messages</c>. Null: for ever.</summary>
    public static string? Tell(Retention retention) => retention switch
    {
        { Age.TotalDays: > 0, Messages: > 0 } => $"{Days(retention)}, and of that the newest {retention.Messages} messages",
        { Age.TotalDays: > 0 } => Days(retention),
        { Messages: > 0 } => $"until there are {retention.Messages} newer messages",
        _ => null,
    };

    private static string? ReadCutoff(IReadOnlyList<string> values, ref HistoryRules rules)
    {
        switch (values)
        {
            case [var value] when value.Equals("none", StringComparison.OrdinalIgnoreCase):
                rules = rules with { SinceJoining = false };
                return null;
            case [var value] when value.Equals("join", StringComparison.OrdinalIgnoreCase):
                rules = rules with { SinceJoining = true };
                return null;
            case [var value] when value.Equals("default", StringComparison.OrdinalIgnoreCase):
                rules = rules with { SinceJoining = null };
                return null;
            default:
                return "QUERY-CUTOFF is none (members read all), join (each reads what was said since coming in) or default";
        }
    }

    private static string? ReadRetention(IReadOnlyList<string> values, ref HistoryRules rules)
    {
        HistoryRules wanted = rules with { Days = 0, Messages = 0 };
        bool isDefault = values is [var only] && only.Equals("default", StringComparison.OrdinalIgnoreCase);
        foreach (string value in isDefault ? [] : values)
            if (value.EndsWith('d') && TryNumber(value[..^1], MostDays, out int days) && wanted.Days == 0)
                wanted = wanted with { Days = days };
            else if (TryNumber(value, int.MaxValue, out int messages) && wanted.Messages == 0)
                wanted = wanted with { Messages = messages };
            else
                return Wrong;
        if (values.Count == 0)
            return Wrong;
        rules = wanted;
        return null;
    }

    private const string Wrong = "RETENTION is a number of days (30d), of messages (1000), both (30d 1000), or default";

    private static bool TryNumber(string text, int most, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && number <= most;

    private static string Days(Retention retention) => retention.Age.TotalDays is 1 ? "for 1 day" : $"for {retention.Age.TotalDays} days";
}
