using Microsoft.Extensions.Logging;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-settings").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_word_from_anybody_the_defaults_stand()
    {
        ParleyOptions options = Accepted(Read());

        Assert.Equal(["0.0.0.0:2428", "[::]:2428"], options.Server.Listen);
        Assert.Equal(_folder, options.Server.Data);
        Assert.Equal(new LimitOptions(), options.Limits);
        Assert.Equal(new RoomOptions(), options.Rooms);
        Assert.Equal(new UploadOptions(), options.Uploads);
    }

    [Fact]
    public void A_list_that_is_empty_by_default_may_be_given_empty()
        => Assert.Empty(Accepted(Read(toml: "[Connections]\nOrigins = []")).Connections.Origins);

    [Fact]
    public void The_printed_file_holds_every_option_and_reads_as_the_defaults()
    {
        string printed = DefaultFile.Write();

        SettingsResult read = Read(toml: printed);

        Assert.Equivalent(Accepted(Read()), Accepted(read), strict: true);
        Assert.All(Setting.All, setting => Assert.Matches($"(?m)^(# )?{setting.Key} = ", printed));
        Assert.All(printed.Split('\n'), line => Assert.True(line.Length <= 140, line));
    }

    [Fact]
    public void Each_source_takes_precedence_over_the_one_below()
    {
        const string Toml = """
            [Limits]
            Outbox = 100000
            Bans = 1
            TopicBytes = 100
            """;

        ParleyOptions options = Accepted(Read(
            Toml,
            [("PARLEY__Limits__Bans", "2"), ("PARLEY__Limits__TopicBytes", "200"), ("PARLEY__Server__Name", "env")],
            ("Server.Name", "--name", "line")));

        Assert.Equal((100000, 2, 200, "line"), (options.Limits.Outbox, options.Limits.Bans, options.Limits.TopicBytes, options.Server.Name));
    }

    [Fact]
    public void A_list_replaces_the_one_below_whole()
    {
        const string Toml = """
            [Server]
            Listen = ["127.0.0.1:1", "127.0.0.1:2"]
            """;

        Assert.Equal(["127.0.0.1:1", "127.0.0.1:2"], Accepted(Read(Toml)).Server.Listen);
        Assert.Equal(["127.0.0.1:3"], Accepted(Read(Toml, [("PARLEY__Server__Listen", "127.0.0.1:3")])).Server.Listen);
    }

    [Theory]
    [InlineData("PARLEY__Server__Listen", "127.0.0.1:3, [::1]:4")]
    [InlineData("PARLEY__Server__Listen__0", "127.0.0.1:3", "PARLEY__Server__Listen__1", "[::1]:4")]
    public void A_list_stands_in_one_variable_or_in_several(params string[] variables)
    {
        (string, string)[] environment = [.. variables.Chunk(2).Select(pair => (pair[0], pair[1]))];

        Assert.Equal(["127.0.0.1:3", "[::1]:4"], Accepted(Read(environment: environment)).Server.Listen);
    }

    [Fact]
    public void Values_of_every_type_arrive()
    {
        const string Toml = """
            Server.Url = "https://chat.example.org"
            Server.LogLevel = "debug"
            [Rooms]
            Default = "#café"
            AutoJoin = true
            [Limits]
            PingAfter = "01:02:03"
            Registration = 00:00:05
            [Uploads]
            MaxTotal = 99_999_999_999
            """;

        ParleyOptions options = Accepted(Read(Toml));

        Assert.Equal(new Uri("https://chat.example.org"), options.Server.Url);
        Assert.Equal(LogLevel.Debug, options.Server.LogLevel);
        Assert.Equal(("#café", true), (options.Rooms.Default, options.Rooms.AutoJoin));
        Assert.Equal(new TimeSpan(1, 2, 3), options.Limits.PingAfter);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Limits.Registration);
        Assert.Equal(99_999_999_999, options.Uploads.MaxTotal);
    }

    [Fact]
    public void Paths_in_a_file_are_relative_to_it()
    {
        File.WriteAllText(Path.Combine(_folder, "motd.txt"), "Hello");

        Assert.Equal(Path.Combine(_folder, "motd.txt"), Accepted(Read("[Server]\nMotd = \"motd.txt\"")).Server.Motd);
    }

    [Fact]
    public void The_file_in_the_data_folder_is_read_by_itself()
    {
        File.WriteAllText(Path.Combine(_folder, "parley.toml"), "[Server]\nName = \"found\"");

        Assert.Equal("found", Accepted(Read()).Server.Name);
        Assert.Equal("other", Accepted(Read("[Server]\nName = \"other\"")).Server.Name);
    }

    [Fact]
    public void The_file_in_the_data_folder_cannot_name_another_folder()
    {
        string file = Path.Combine(_folder, "parley.toml");
        File.WriteAllText(file, "[Server]\nData = \"elsewhere\"");

        Assert.StartsWith($"{file}:2: Server.Data = elsewhere: this file was found in the data folder", Assert.Single(Read().Errors));
    }

    [Theory]
    [InlineData("Limits.Outbox", "abc", "a whole number from 65536 to 1073741824")]
    [InlineData("Limits.Outbox", "1", "a whole number from 65536 to 1073741824")]
    [InlineData("Limits.Outbox", "4294967296000", "a whole number from 65536 to 1073741824")]
    [InlineData("Limits.Bans", "-1", "a whole number from 0 to 10000")]
    [InlineData("Uploads.MaxSize", "1g", "a whole number, 0 or more")]
    [InlineData("Uploads.Anonymous", "yes", "true or false")]
    [InlineData("Limits.PingAfter", "90", "hours:minutes:seconds from 00:00:01 to 23:59:59, such as 00:01:30")]
    [InlineData("Limits.PingAfter", "00:00:00", "hours:minutes:seconds from 00:00:01 to 23:59:59, such as 00:01:30")]
    [InlineData("Rooms.Default", "lobby", "a room such as #lobby: # and then no space and no comma")]
    [InlineData("Server.Name", "my server", "a name such as parley or chat.example.org: letters, digits, dots and hyphens, at most 63")]
    [InlineData("Server.Url", "chat.example.org", "an address such as https://chat.example.org")]
    [InlineData("Server.Motd", "/nowhere/motd.txt", "a file that exists")]
    [InlineData("Server.LogLevel", "loud", "one of Trace, Debug, Information, Warning, Error, Critical, None")]
    [InlineData("Operators.Accounts", "ada", "NAME:VERIFIER, the verifier as \"parley hash-password\" prints it")]
    [InlineData("Operators.Accounts", "ada:SCRAM-SHA-256$4096:abc", "NAME:VERIFIER, the verifier as \"parley hash-password\" prints it")]
    [InlineData("Network.Password", "SCRAM-SHA-256$4096:abc", "a password, or what \"parley hash-password\" makes of it")]
    [InlineData("Connections.ProxiesFrom", "example.org", "an address or a network, such as 192.0.2.7 or 2001:db8::/32")]
    [InlineData("Connections.ProxiesFrom", "192.0.2.0/33", "an address or a network, such as 192.0.2.7 or 2001:db8::/32")]
    [InlineData("Connections.Origins", "www.example.org", "an origin such as https://www.example.org, or *")]
    [InlineData("Connections.Origins", "https://www.example.org/page", "an origin such as https://www.example.org, or *")]
    [InlineData("Server.Listen", "2428", "ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    [InlineData("Server.Listen", "0.0.0.0", "ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    [InlineData("Server.Listen", "0.0.0.0:65536", "ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    [InlineData("Server.Listen", "::1:2428", "ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    public void A_bad_value_is_named_with_what_is_allowed(string option, string value, string allowed)
    {
        string variable = Setting.Find(option)!.Variable;

        Assert.Equal([$"{variable}={value}: expected {allowed}"], Read(environment: [(variable, value)]).Errors);
    }

    [Fact]
    public void A_bad_value_in_a_file_is_named_with_its_line()
    {
        SettingsResult read = Read("[Server]\n\nListen = [\"127.0.0.1:1\", \"foo\"]");

        Assert.Equal([$"{_folder}/given.toml:3: Server.Listen = foo: expected ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428"], read.Errors);
    }

    [Theory]
    [InlineData("[Limits]\nOutbocks = 1", ":2: there is no option Limits.Outbocks; the nearest is Limits.Outbox")]
    [InlineData("Outbox = 1", ":1: there is no option Outbox; the nearest is Limits.Outbox")]
    [InlineData("[Limits.Outbox]\nSize = 1", ":2: there is no option Limits.Outbox.Size; the nearest is Limits.Outbox")]
    [InlineData("[Server]\nListen = []", "Server.Listen: expected ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    [InlineData("[Server]\nName = [\"a\", \"b\"]", ":2: Server.Name = b: expected one value")]
    [InlineData("[Server]\nName = ", ":2:")]
    public void What_a_file_says_wrongly_is_named(string toml, string expected)
        => Assert.Contains(expected, Assert.Single(Read(toml).Errors));

    [Fact]
    public void A_variable_that_names_no_option_is_an_error()
        => Assert.Equal(
            ["PARLEY__Upload__Anonymous: there is no such option; the nearest is PARLEY__Uploads__Anonymous"],
            Read(environment: [("PARLEY__Upload__Anonymous", "true")]).Errors);

    [Fact]
    public void Everything_wrong_is_said_at_once()
        => Assert.Equal(2, Read("[Limits]\nBans = -1", [("PARLEY__Limits__Outbox", "abc")]).Errors.Count);

    private static ParleyOptions Accepted(SettingsResult read)
    {
        Assert.Empty(read.Errors);
        return read.Options!;
    }

    private SettingsResult Read(string? toml = null, (string, string)[]? environment = null, params (string Option, string Switch, string Value)[] line)
    {
        string file = Path.Combine(_folder, "given.toml");
        if (toml is not null)
            File.WriteAllText(file, toml);
        (string, string, string)[] given = [.. line, ("Server.Data", "--data", _folder)];
        return SettingsReader.Read(
            [.. given.Select(g => new GivenSetting(Setting.Find(g.Item1)!, [new GivenValue(g.Item3, $"{g.Item2} \"{g.Item3}\"")]))],
            toml is null ? null : file,
            (environment ?? []).Select(v => KeyValuePair.Create(v.Item1, v.Item2)));
    }
}
