using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Operators;

/// <summary>A server with an operator: OPER root pencil.</summary>
internal static class TestOperator
{
    /// <summary>The setting. Few iterations: tests have no time.</summary>
    public const string Account
        = "root:SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    /// <summary>Starts a server that has the operator.</summary>
    public static Task<TestServer> StartAsync(Func<ParleyOptions, ParleyOptions>? configure = null)
        => TestServer.StartAsync(options => (configure?.Invoke(options) ?? options) with { Operators = new OperatorOptions { Accounts = [Account] } });

    /// <summary>Registers a client and makes it an operator.</summary>
    public static async Task<WireClient> RegisterOperatorAsync(this TestServer server, string nickname, params string[] capabilities)
    {
        WireClient client = await server.RegisterAsync(nickname, capabilities);
        await client.SendAsync("OPER root pencil");
        await client.SkipToAsync(line => line.EndsWith($" MODE {nickname} +o", StringComparison.Ordinal));
        return client;
    }
}
