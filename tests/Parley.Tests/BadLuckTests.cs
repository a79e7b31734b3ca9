using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Tests;

/// <summary>What people notice when the database of their server cannot be written or read: they chat on, and are told what is not kept.</summary>
public sealed class BadLuckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-badluck").FullName;

    private string Database => Path.Combine(_folder, "parley.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task While_another_program_holds_the_database_people_chat_and_senders_are_told()
    {
        await using ParleyProcess server = Serve();
        int port = await PortAsync(server);
        using Guest ada = await Guest.ComeAsync(port, "ada"), bob = await Guest.ComeAsync(port, "bob");
        await using (var other = new SqliteConnection($"Data Source={Database};Pooling=false"))
        {
            await other.OpenAsync();
            Execute(other, "BEGIN IMMEDIATE");

            await ada.SendAsync("PRIVMSG #garden :Does anybody hear me?");

            await bob.AwaitAsync(":ada!~ada@127.0.0.1 PRIVMSG #garden :Does anybody hear me?");
            string told = await ada.AwaitAsync(" FAIL PRIVMSG NOT_KEPT #garden :");
            Assert.EndsWith("the server cannot keep it now", told);
            Execute(other, "ROLLBACK");
        }

        await ada.SendUntilAsync("PRIVMSG #garden :And now?", ":ada!~ada@127.0.0.1 PRIVMSG #garden :And now?");

        await bob.SendAsync("CHATHISTORY AFTER #garden timestamp=2020-01-01T00:00:00.000Z 1");
        Assert.EndsWith("Does anybody hear me?", await bob.AwaitAsync("batch="));
        Assert.Contains($"Nothing can be kept: Another program holds {Database}.", server.Errors);
        Assert.Contains("What is said is kept again.", server.Errors);
    }

    [Fact]
    public async Task Where_a_page_is_damaged_the_history_is_refused_and_all_else_goes_on()
    {
        await using (ParleyProcess first = Serve())
        {
            int port = await PortAsync(first);
            using Guest ada = await Guest.ComeAsync(port, "ada");
            await ada.SendAsync([.. Enumerable.Range(0, 200).Select(n => $"PRIVMSG #garden :rose {n} {new string('x', 200)}")]);
            await ada.AwaitAsync("PRIVMSG #garden :rose 199 ");
            await first.SignalAsync("TERM");
            Assert.Equal(0, await first.ExitAsync());
        }
        Damage("rose 120 ");
        await using ParleyProcess server = Serve();
        using Guest bob = await Guest.ComeAsync(await PortAsync(server), "bob");

        await bob.SendAsync("CHATHISTORY LATEST #garden * 100", "PRIVMSG #garden :What was it about?");

        await bob.AwaitAsync(" FAIL CHATHISTORY MESSAGE_ERROR LATEST #garden :The server cannot keep or read this now; try again later");
        await bob.AwaitAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :What was it about?");
        Assert.Contains($"{Database} is damaged. Stop the server, run parley check-data, and restore a backup (parley restore).", server.Errors);
    }

    private void Damage(string text)
    {
        byte[] bytes = File.ReadAllBytes(Database);
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Array.Fill(bytes, (byte)0xA5, at / 4096 * 4096, 4096);
        File.WriteAllBytes(Database, bytes);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<int> PortAsync(ParleyProcess server) => new Uri((await server.LineAsync("Join at"))["Join at ".Length..]).Port;

    private ParleyProcess Serve() => ParleyProcess.Start(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]);

    /// <summary>Somebody in the room, who gets their own messages back when they are kept.</summary>
    private sealed class Guest : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly TcpClient _tcp;
        private readonly StreamReader _lines;

        private Guest(TcpClient tcp) => (_tcp, _lines) = (tcp, new StreamReader(tcp.GetStream()));

        public static async Task<Guest> ComeAsync(int port, string nickname)
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, port);
            var guest = new Guest(tcp);
            await guest.SendAsync("CAP REQ :echo-message draft/chathistory batch", $"NICK {nickname}", $"USER {nickname} 0 * :{nickname}", "CAP END", "JOIN #garden");
            await guest.AwaitAsync($" 366 {nickname} #garden ");
            return guest;
        }

        public async Task SendAsync(params string[] lines)
            => await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

        /// <summary>Reads up to the line that holds this.</summary>
        public async Task<string> AwaitAsync(string part)
        {
            using var patience = new CancellationTokenSource(Patience);
            var seen = new StringBuilder();
            try
            {
                while (await _lines.ReadLineAsync(patience.Token) is { } line)
                {
                    if (line.Contains(part, StringComparison.Ordinal))
                        return line;
                    seen.AppendLine(line);
                }
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The server did not say {part}, but:\n{seen}");
            }
            throw new IOException($"The server ended the connection before it said {part}");
        }

        /// <summary>Sends a line again for as long as it is refused.</summary>
        public async Task SendUntilAsync(string sent, string part)
        {
            string answer;
            do
            {
                await SendAsync(sent);
                answer = await AwaitAsync("#garden :");
            }
            while (!answer.Contains(part, StringComparison.Ordinal));
        }

        public void Dispose()
        {
            _lines.Dispose();
            _tcp.Dispose();
        }
    }
}
