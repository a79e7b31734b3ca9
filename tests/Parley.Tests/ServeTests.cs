using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Parley.Tests;

/// <summary><c>parley serve</c> as a process, by what a person sees of it.</summary>
public sealed partial class ServeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-serve").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_says_where_it_is_and_how_to_join()
    {
        await using ParleyProcess parley = Serve("--listen", "127.0.0.1:0");

        Assert.Matches(@"^Parley \d+\.\d+\.\d+$", await parley.LineAsync("Parley "));
        Assert.Equal($"Data: {_folder}", await parley.LineAsync("Data"));
        string web = await parley.LineAsync("Join at");
        Assert.Matches(@"^Join at http://localhost:\d+/$", web);
        string port = Digits().Match(web).Value;
        Assert.Equal($"Browser     http://localhost:{port}/", await parley.LineAsync("Browser"));
        Assert.Equal($"Terminal    parley chat localhost:{port}", await parley.LineAsync("Terminal"));
        Assert.Equal($"IRC client  /connect localhost {port}, then /join #lobby", await parley.LineAsync("IRC client"));
        Assert.Equal("Ctrl+C stops.", await parley.LineAsync("Ctrl+C"));
    }

    [Fact]
    public async Task It_answers_irc_where_it_says()
    {
        await using ParleyProcess parley = Serve("--listen", "127.0.0.1:0", "--name", "test.example");
        using TcpClient client = await ConnectAsync(parley);
        using var lines = new StreamReader(client.GetStream());

        await client.GetStream().WriteAsync("NICK ada\r\nUSER ada 0 * :Ada\r\n"u8.ToArray());

        Assert.StartsWith(":test.example 001 ada ", await lines.ReadLineAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_it_and_those_who_are_there_are_told(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        await using ParleyProcess parley = Serve("--listen", "127.0.0.1:0");
        using TcpClient client = await ConnectAsync(parley);
        await client.GetStream().WriteAsync("NICK ada\r\nUSER ada 0 * :Ada\r\n"u8.ToArray());
        using var lines = new StreamReader(client.GetStream());
        Assert.Contains(" 001 ", await lines.ReadLineAsync());
        long asked = Stopwatch.GetTimestamp();

        await parley.SignalAsync(signal);

        Assert.Contains("\nERROR :", await lines.ReadToEndAsync());
        Assert.Equal(0, await parley.ExitAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_it_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        await using ParleyProcess parley = ParleyProcess.Start(
            ["serve", "--data", _folder, "--listen", "127.0.0.1:0"], ("PARLEY__Uploads__Anonymous", "true"));
        using TcpClient client = await ConnectAsync(parley);
        await client.GetStream().WriteAsync("NICK ada\r\nUSER ada 0 * :Ada\r\n"u8.ToArray());
        using var lines = new StreamReader(client.GetStream());
        Assert.Contains(" 001 ", await lines.ReadLineAsync());
        // A file that never comes to its end is waited for, after the first.
        using var upload = new TcpClient();
        await upload.ConnectAsync((IPEndPoint)client.Client.RemoteEndPoint!);
        await upload.GetStream().WriteAsync("POST /uploads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        Assert.NotEqual(0, await upload.GetStream().ReadAsync(new byte[100]));

        await parley.SignalAsync("INT");
        Assert.Contains("\nERROR :", await lines.ReadToEndAsync());
        await parley.SignalAsync("INT");

        Assert.Equal(128 + 2, await parley.ExitAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        (int code, _, string errors) = await ParleyProcess.RunAsync(["serve", "--data", _folder, "--listen", $"{other.LocalEndpoint}"]);

        Assert.EndsWith($"Cannot listen on {other.LocalEndpoint}: the port is taken. Stop the program that uses it, or choose another port with --listen.\n", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task An_address_of_another_computer_is_named()
    {
        // 203.0.113.0/24 is for documentation, and no computer has it: https://www.rfc-editor.org/rfc/rfc5737
        (int code, _, string errors) = await ParleyProcess.RunAsync(["serve", "--data", _folder, "--listen", "203.0.113.77:2428"]);

        Assert.EndsWith("Cannot listen on 203.0.113.77:2428: this computer has no such address. Choose another one with --listen.\n", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused()
    {
        await using ParleyProcess first = Serve("--listen", "127.0.0.1:0");
        await first.LineAsync("Ctrl+C");

        (int code, _, string errors) = await ParleyProcess.RunAsync(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]);

        Assert.Equal($"Another Parley is running with the data folder {_folder}. Stop it, or choose another folder with --data.\n", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_is_named()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        string folder = Path.Combine(file, "data");

        (int code, _, string errors) = await ParleyProcess.RunAsync(["serve", "--data", folder, "--listen", "127.0.0.1:0"]);

        Assert.StartsWith($"The data folder {folder} cannot be created: ", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task It_takes_its_settings_from_the_file_in_its_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "parley.toml"), "[Server]\nListen = [\"127.0.0.1:0\"]\n[Rooms]\nDefault = \"#garden\"\n");
        await using ParleyProcess parley = ParleyProcess.Start(["serve"], ("PARLEY__Server__Data", _folder));

        Assert.EndsWith("then /join #garden", await parley.LineAsync("IRC client"));
    }

    private static async Task<TcpClient> ConnectAsync(ParleyProcess parley)
    {
        string port = Digits().Match(await parley.LineAsync("Join at")).Value;
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        return client;
    }

    private ParleyProcess Serve(params string[] arguments) => ParleyProcess.Start(["serve", "--data", _folder, .. arguments]);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
