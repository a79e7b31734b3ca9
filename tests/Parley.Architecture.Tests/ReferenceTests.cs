using System.Xml.Linq;

namespace Parley.Architecture.Tests;

/// <summary>Which project may know which. The server and the client never see each other, and nobody knows the executable.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Folders = ["src", "tests", "bench", "fuzz"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Parley.Protocol"] = [],
        ["Parley.Core"] = ["Parley.Protocol"],
        ["Parley.Storage.Sqlite"] = ["Parley.Core"],
        ["Parley.Storage.Postgres"] = ["Parley.Core"],
        ["Parley.Cluster"] = ["Parley.Core"],
        ["Parley.Server"] = ["Parley.Core"],
        ["Parley.Client"] = ["Parley.Protocol"],
        ["Parley.Web"] = ["Parley.Client"],
        ["Parley.Terminal"] = ["Parley.Client"],
        ["Parley"] = ["Parley.Server", "Parley.Storage.Sqlite", "Parley.Storage.Postgres", "Parley.Cluster", "Parley.Web", "Parley.Terminal"],
    };

    public static TheoryData<string> Projects => [.. Repository.Files("src", ".csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_below_it(string project)
    {
        string[] allowed = Assert.Contains(Path.GetFileNameWithoutExtension(project), (IDictionary<string, string[]>)Allowed);

        Assert.Empty(References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(allowed));
    }

    [Fact]
    public void The_protocol_and_the_client_need_no_package()
    {
        Assert.Empty(References("src/Parley.Protocol/Parley.Protocol.csproj", "PackageReference"));
        Assert.Empty(References("src/Parley.Client/Parley.Client.csproj", "PackageReference"));
    }

    [Theory]
    [InlineData("src/Parley.Protocol", "System.Net.Sockets")]
    [InlineData("src/Parley.Protocol", "System.IO.Pipelines")]
    [InlineData("src/Parley.Protocol", "Microsoft.Extensions")]
    [InlineData("src/Parley.Core", "System.Net")]
    [InlineData("src/Parley.Core", "Microsoft.AspNetCore")]
    [InlineData("src/Parley.Core", "Microsoft.Data")]
    [InlineData("src/Parley.Core", "Orleans")]
    public void What_holds_rules_does_no_input_or_output(string folder, string space)
        => Assert.DoesNotContain(Repository.Files(folder, ".cs"), file => Repository.Read(file).Contains($"using {space}", StringComparison.Ordinal));

    [Fact]
    public void Every_project_with_sources_is_in_the_solution_and_so_built_and_tested_by_the_gate()
    {
        string solution = Repository.Read("parley.slnx");

        Assert.DoesNotContain(
            Folders.SelectMany(folder => Repository.Files(folder, ".csproj")),
            project => HasSources(project) && !solution.Contains($"\"{project}\"", StringComparison.Ordinal));
    }

    private static bool HasSources(string project) => Repository.Files(Path.GetDirectoryName(project)!, ".cs").Count > 0;

    private static IEnumerable<string> References(string project, string kind)
        => XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(r => r.Attribute("Include")!.Value.Replace('\\', '/'));
}
