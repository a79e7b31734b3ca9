using System.Globalization;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace Parley.Web.Settings;

/// <summary>Writes times, numbers and lists as people of a language do: see <c>wwwroot/formats.js</c>.</summary>
/// <remarks>The browser knows all languages already; what .NET knows of them would be a tenth of a first visit.</remarks>
/// <param name="write">Writes a value of a kind; times are milliseconds since 1970, by the browser's clock and time zone.</param>
/// <param name="join">Joins texts: "a, b and c".</param>
public sealed class Formats(Func<string, double, string> write, Func<string[], string> join)
{
    private const int MaxKept = 4096;
    private static readonly string[] Units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
    private static readonly (string Unit, TimeSpan Length)[] Spans =
        [("year", TimeSpan.FromDays(365)), ("month", TimeSpan.FromDays(30)), ("day", TimeSpan.FromDays(1)), ("hour", TimeSpan.FromHours(1)), ("minute", TimeSpan.FromMinutes(1))];

    private readonly Dictionary<(string, double), string> _kept = [];

    /// <summary>The time of day: <c>14:05</c>.</summary>
    public string Time(DateTimeOffset at) => AtMinute("time", at);

    /// <summary>Day and time, short: <c>22/11/2026, 14:05</c>.</summary>
    public string Brief(DateTimeOffset at) => AtMinute("brief", at);

    /// <summary>Day and time in full: <c>Sunday 22 November 2026 at 14:05</c>.</summary>
    public string Full(DateTimeOffset at) => AtMinute("full", at);

    /// <summary>The day: <c>22 November 2026</c>.</summary>
    public string Date(DateOnly day) => Write("date", Noon(day));

    /// <summary>The day as a heading: <c>Today</c>, <c>Yesterday</c>, or with its weekday: <c>Sunday 22 November 2026</c>.</summary>
    /// <param name="day">The day.</param>
    /// <param name="today">The person's today.</param>
    public string Day(DateOnly day, DateOnly today)
        => today.DayNumber - day.DayNumber is >= 0 and <= 1 and int ago ? Write("day-ago", -ago) : Write("day", Noon(day));

    /// <summary>How long ago it was, or how soon it will be: <c>5 minutes ago</c>, <c>yesterday</c>, <c>in 2 hours</c>; <c>now</c> within a minute.</summary>
    public string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan ahead = at - now;
        foreach ((string unit, TimeSpan length) in Spans)
            if (ahead.Duration() >= length)
                return Write("ago-" + unit, Math.Truncate(ahead / length));
        return Write("ago-second", 0);
    }

    /// <summary>A length of time in its largest unit: <c>2 hours</c>.</summary>
    public string Span(TimeSpan length)
    {
        foreach ((string unit, TimeSpan one) in Spans)
            if (length >= one)
                return Write("unit-" + unit, Math.Truncate(length / one));
        return Write("unit-second", Math.Truncate(length.TotalSeconds));
    }

    /// <summary>A whole number: <c>10,000</c>.</summary>
    public string Number(long number) => Write("number", number);

    /// <summary>A size: three digits at most before the unit, by powers of 1,000 as file managers count: <c>1.8 MB</c>.</summary>
    public string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 999.5 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return Write("size-" + Units[unit], unit > 0 && size < 9.95 ? Math.Round(size, 1) : Math.Round(size));
    }

    /// <summary>Texts in a row: <c>ada, bob and eve</c>.</summary>
    public string List(IEnumerable<string> texts) => join([.. texts]);

    private static double Noon(DateOnly day) => (day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400_000.0 + 43_200_000;

    private string AtMinute(string kind, DateTimeOffset at) => Write(kind, Math.Floor(at.ToUnixTimeMilliseconds() / 60_000.0) * 60_000);

    private string Write(string kind, double value)
    {
        if (_kept.TryGetValue((kind, value), out string? text))
            return text;
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        return _kept[(kind, value)] = write(kind, value);
    }
}

/// <summary>The browser's <c>Intl</c>.</summary>
[SupportedOSPlatform("browser")]
internal static partial class FormatScript
{
    private const string Module = "formats";

    /// <summary>Loads it, and has the texts come in the language of the page.</summary>
    /// <param name="hours">The clock: 12, 24, or 0 for what the language has.</param>
    public static async Task<Formats> LoadAsync(int hours)
    {
        await JSHost.ImportAsync(Module, "../formats.js");
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Use(hours));
        return new Formats(Write, Join);
    }

    [JSImport("use", Module)] private static partial string Use(int hours);

    [JSImport("write", Module)] private static partial string Write(string kind, double value);

    [JSImport("join", Module)] private static partial string Join(string[] texts);
}
