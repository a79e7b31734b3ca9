using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Claiming a name, logging in and devices, against the real server.</summary>
public sealed class AccountTests
{
    private const string Password = "correct-horse";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_claims_a_name_has_a_token_and_comes_back_with_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        Credentials? kept = null;
        await using (Visitor ada = Visitor.Come(server, "ada", client => client.CredentialsChanged += credentials => kept = credentials))
        {
            await ada.UntilAsync(client => client.State == ConnectionState.Online);
            Assert.True(ada.Client.CanClaim);
            Assert.Null(ada.Client.Account);

            await ada.Client.ClaimAsync(Password).WaitAsync(Patience);

            Assert.Equal("ada", ada.Client.Account);
        }
        Assert.True(kept is { Account: "ada", IsToken: true });
        await using Visitor again = Visitor.Come(server, "ada", credentials: kept);
        await again.UntilAsync(client => client is { State: ConnectionState.Online, Account: "ada", Nickname: "ada" });
        Assert.Equal("Laptop", Assert.Single(await again.Client.ListDevicesAsync().WaitAsync(Patience)) is { IsThis: true, IsHere: true } device ? device.Name : null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_meets_a_claimed_name_is_told_so_and_gets_in_with_the_password(bool scram)
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        await using Visitor phone = Visitor.Come(server, "ada", scram: scram);
        await phone.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });

        phone.Client.LogIn(new Credentials("ada", "wrong-horse"));
        await phone.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, Problem: "The name or the password is wrong" });
        phone.Client.LogIn(new Credentials("ada", Password));

        await phone.UntilAsync(client => client is { State: ConnectionState.Online, Account: "ada", Nickname: "ada", Credentials.IsToken: true });
    }

    [Fact]
    public async Task Who_meets_a_claimed_name_may_take_another()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        await using Visitor eve = Visitor.Come(server, "ada");
        await eve.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });

        eve.Client.ChangeNickname("eve");

        await eve.UntilAsync(client => client is { State: ConnectionState.Online, Account: null, Nickname: "eve" });
    }

    [Fact]
    public async Task A_device_that_is_revoked_is_asked_to_log_in_and_not_renamed()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        var forgotten = new List<Credentials?>();
        await using Visitor phone = Visitor.Come(server, "ada", client => client.CredentialsChanged += forgotten.Add, new Credentials("ada", Password));
        await using Visitor laptop = Visitor.Come(server, "ada", credentials: new Credentials("ada", Password));
        await phone.UntilAsync(client => client.Credentials is { IsToken: true });
        await laptop.UntilAsync(client => client.Credentials is { IsToken: true });
        AccountDevice other = (await laptop.Client.ListDevicesAsync().WaitAsync(Patience)).Single(device => !device.IsThis);

        await laptop.Client.RevokeDeviceAsync(other.Name).WaitAsync(Patience);
        await phone.UntilAsync(client => client.State == ConnectionState.Waiting);
        phone.Client.RetryNow();

        await phone.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true, Credentials: null });
        Assert.Equal([true, false], forgotten.Select(credentials => credentials is not null));
        phone.Client.LogIn(new Credentials("ada", Password));
        await phone.UntilAsync(client => client is { State: ConnectionState.Online, Account: "ada" });
    }

    [Fact]
    public async Task Who_logs_out_leaves_no_token_behind()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        Credentials? token = null;
        await using (Visitor ada = Visitor.Come(server, "ada", credentials: new Credentials("ada", Password)))
        {
            await ada.UntilAsync(client => client.Credentials is { IsToken: true });
            token = ada.Client.Credentials;
            await ada.Client.LogOutAsync().WaitAsync(Patience);
            Assert.Null(ada.Client.Credentials);
        }
        await using Visitor again = Visitor.Come(server, "ada", credentials: token);

        await again.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, Problem: "This device was logged out" });
    }

    [Fact]
    public async Task Who_logs_out_everywhere_leaves_no_device_behind()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        await using Visitor phone = Visitor.Come(server, "ada", credentials: new Credentials("ada", Password));
        await using Visitor laptop = Visitor.Come(server, "ada", credentials: new Credentials("ada", Password));
        await phone.UntilAsync(client => client.Credentials is { IsToken: true });
        await laptop.UntilAsync(client => client.Credentials is { IsToken: true });
        Credentials? token = laptop.Client.Credentials;

        await laptop.Client.LogOutEverywhereAsync().WaitAsync(Patience);

        Assert.Null(laptop.Client.Credentials);
        await phone.UntilAsync(client => client.State == ConnectionState.Waiting);
        await using Visitor again = Visitor.Come(server, "ada", credentials: token);
        await again.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, Problem: "This device was logged out" });
    }

    [Fact]
    public async Task The_password_is_changed_by_who_knows_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        await using Visitor ada = Visitor.Come(server, "ada", credentials: new Credentials("ada", Password));
        await ada.UntilAsync(client => client.Credentials is { IsToken: true });

        IOException refused = await Assert.ThrowsAsync<IOException>(() => ada.Client.ChangePasswordAsync("wrong-horse", "another-horse").WaitAsync(Patience));
        Assert.Contains("the current one is another", refused.Message, StringComparison.Ordinal);
        await ada.Client.ChangePasswordAsync(Password, "another-horse").WaitAsync(Patience);

        await using Visitor phone = Visitor.Come(server, "ada", credentials: new Credentials("ada", "another-horse"));
        await phone.UntilAsync(client => client is { State: ConnectionState.Online, Account: "ada" });
        Assert.Empty(ada.Client.Directs);
    }

    [Fact]
    public async Task An_account_is_given_up_with_its_password()
    {
        await using TestServer server = await TestServer.StartAsync();
        await RegisterAsync(server, "ada");
        var changes = new List<Credentials?>();
        await using Visitor ada = Visitor.Come(server, "ada", client => client.CredentialsChanged += changes.Add, new Credentials("ada", Password));
        await ada.UntilAsync(client => client.Credentials is { IsToken: true });

        await Assert.ThrowsAsync<IOException>(() => ada.Client.ProveAsync("wrong-horse").WaitAsync(Patience));
        Assert.Equal("ada", ada.Client.Account);
        await ada.Client.ProveAsync(Password).WaitAsync(Patience);
        await ada.Client.DropAccountAsync().WaitAsync(Patience);

        Assert.Equal((null, null), (ada.Client.Account, ada.Client.Credentials));
        Assert.Null(changes[^1]);
        await ada.Client.ClaimAsync("another-horse").WaitAsync(Patience);
    }

    [Fact]
    public async Task A_password_that_is_too_short_is_refused_in_words()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Visitor ada = Visitor.Come(server, "ada");
        await ada.UntilAsync(client => client.State == ConnectionState.Online);

        IOException refused = await Assert.ThrowsAsync<IOException>(() => ada.Client.ClaimAsync("short").WaitAsync(Patience));

        Assert.Equal("The password is too short, or is the name", refused.Message);
        Assert.Null(ada.Client.Account);
    }

    [Fact]
    public async Task Where_only_accounts_come_in_the_password_is_asked_for()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { Required = true } });
        WireClient first = await server.ConnectAsync();
        await first.SendAsync("CAP REQ sasl", "NICK ada", "USER ada 0 * :ada", $"REGISTER * * {Password}", "CAP END");
        await first.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        await using Visitor ada = Visitor.Come(server, "bea");
        await ada.UntilAsync(client => client is { State: ConnectionState.NicknameNeeded, IsNameClaimed: true });

        ada.Client.LogIn(new Credentials("ada", Password));

        await ada.UntilAsync(client => client is { State: ConnectionState.Online, Account: "ada" });
    }

    // https://www.rfc-editor.org/rfc/rfc7677#section-3
    [Fact]
    public async Task The_example_of_the_specification_is_proved()
    {
        var login = new ScramLogin(new Credentials("user", "pencil"), KeyDerivation.OnThreadPool, "rOprNGfwEbeRWgbNEkqO");

        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Encoding.UTF8.GetString(login.Open()));
        byte[]? answer = await login.AnswerAsync("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"u8.ToArray());

        Assert.Equal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", Encoding.UTF8.GetString(answer!));
        Assert.True(login.IsProved("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="u8.ToArray()));
        Assert.False(login.IsProved("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="u8.ToArray()));
        Assert.False(login.IsProved("e=other-error"u8.ToArray()));
    }

    [Theory]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=nonce,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1")]
    [InlineData("r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000")]
    [InlineData("r=nonce1,s=?,i=4096")]
    [InlineData("m=x,r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public async Task A_false_challenge_is_not_answered(string challenge)
    {
        var login = new ScramLogin(new Credentials("user", "pencil"), KeyDerivation.OnThreadPool, "nonce");
        login.Open();

        Assert.Null(await login.AnswerAsync(Encoding.UTF8.GetBytes(challenge)));
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_password_is_left_as_a_guest_is_not()
    {
        await using var server = new ScriptedServer(options => options with { Credentials = new Credentials("ada", "pencil") });
        ScriptedConnection connection = await server.AcceptAsync();
        await connection.ExpectAsync("CAP LS 302");
        await connection.ReadAsync();
        await connection.ReadAsync();
        connection.Say(":s CAP * LS :sasl=PLAIN,SCRAM-SHA-256");
        await connection.ExpectAsync("CAP REQ :sasl");
        connection.Say(":s CAP * ACK :sasl");
        await connection.ExpectAsync("AUTHENTICATE SCRAM-SHA-256");
        connection.Say("AUTHENTICATE +");
        string first = Encoding.UTF8.GetString(Convert.FromBase64String((await connection.ReadAsync()).Split(' ')[1]));
        connection.Say($"AUTHENTICATE {Base64($"{first[(first.IndexOf("r=", StringComparison.Ordinal))..]}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")}");
        await connection.ReadAsync();
        connection.Say($"AUTHENTICATE {Base64("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")}");

        await connection.ExpectAsync("AUTHENTICATE *");
        connection.Say(":s 906 * :SASL authentication aborted");
        await server.UntilAsync(() => server.Client is { State: ConnectionState.NicknameNeeded, Credentials: null });
    }

    [Theory]
    [InlineData("904 * :SASL authentication failed: the account is suspended", "The account is suspended")]
    [InlineData("904 * :SASL authentication failed: accounts cannot be read now, try again later", "Accounts cannot be read now, try again later")]
    [InlineData("906 * :SASL authentication aborted", "SASL authentication aborted")]
    public async Task A_token_that_may_be_good_later_is_kept_and_tried_again(string refusal, string problem)
    {
        var token = new Credentials("ada", "parley_0123");
        var changes = new List<Credentials?>();
        await using var server = new ScriptedServer(options => options with { Credentials = token });
        server.Client.CredentialsChanged += changes.Add;
        ScriptedConnection connection = await AuthenticateAsync(server);

        connection.Say($":s {refusal}");

        await server.UntilAsync(() => server.Client.State == ConnectionState.Waiting);
        Assert.Equal((problem, problem, token), (server.Client.Problem, server.Client.LoginProblem, server.Client.Credentials));
        Assert.Empty(changes);
        server.Client.RetryNow();
        connection = await AuthenticateAsync(server);
        connection.Say(":s 904 * :SASL authentication failed");
        await server.UntilAsync(() => server.Client is { State: ConnectionState.NicknameNeeded, Credentials: null });
        Assert.Equal([null], changes);
    }

    private static async Task<ScriptedConnection> AuthenticateAsync(ScriptedServer server)
    {
        ScriptedConnection connection = await server.AcceptAsync();
        connection.Say(":s CAP * LS :sasl=PLAIN,SCRAM-SHA-256", ":s CAP * ACK :sasl", "AUTHENTICATE +");
        Assert.Contains("AUTHENTICATE PLAIN", await connection.DrainAsync());
        return connection;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task RegisterAsync(TestServer server, string name)
    {
        WireClient client = await server.RegisterAsync(name);
        await client.SendAsync($"REGISTER * * {Password}", "QUIT");
        await client.SkipToAsync(line => line.StartsWith("ERROR", StringComparison.Ordinal));
        await client.ExpectClosedAsync();
    }

    private sealed class Visitor : IAsyncDisposable
    {
        private readonly Task _running;

        private Visitor(ChatClient client) => (Client, _running) = (client, client.RunAsync());

        public ChatClient Client { get; }

        public static Visitor Come(TestServer server, string name, Action<ChatClient>? prepare = null, Credentials? credentials = null, bool scram = true)
        {
            var options = new ChatClientOptions
            {
                Address = new ChatAddress(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null),
                Nickname = name,
                Credentials = credentials,
                DeviceName = "Laptop",
                DeriveKey = scram ? KeyDerivation.OnThreadPool : null,
                Time = new FakeTimeProvider(),
            };
            var client = new ChatClient(options);
            prepare?.Invoke(client);
            return new Visitor(client);
        }

        public Task UntilAsync(Func<ChatClient, bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
            => Client.UntilAsync(() => condition(Client), what);

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            await _running;
        }
    }
}
