using System.Text;
using System.Text.Json;

namespace Parley.Load.Scenarios;

/// <summary>What a run found, as a table for people and as a line of JSON for scripts. Null: not known, as no process id was given.</summary>
internal abstract record Result(string Scenario)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Whether the server did all that it should.</summary>
    protected abstract bool Passed { get; }

    /// <summary>Label and value of each line of the table.</summary>
    protected abstract IEnumerable<(string Label, string? Value)> Rows { get; }

    /// <summary>0, or 1 when something was not delivered.</summary>
    public int ExitCode => Passed ? 0 : 1;

    public string ToJson() => JsonSerializer.Serialize(this, GetType(), Camel);

    public string ToTable()
    {
        var table = new StringBuilder();
        foreach ((string label, string? value) in Rows)
            table.Append(label.PadRight(26)).AppendLine(value ?? "not known");
        return table.ToString();
    }
}
