using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Being told by Web Push, against the real server. Source: https://github.com/ircv3/ircv3-specifications/pull/471.</summary>
public sealed class PushTests
{
    private const string Endpoint = "https://push.example/1";
    private const string PublicKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_has_an_account_asks_for_it_with_the_servers_key_and_hears_why_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        Assert.Equal(87, ada.Client.PushKey?.Length);
        Assert.False(ada.Client.CanPush);
        Assert.Equal("Log in to an account first", (await Assert.ThrowsAsync<IOException>(() => ada.Client.RegisterPushAsync(Endpoint, PublicKey, Secret).WaitAsync(Patience))).Message);

        await ada.Client.ClaimAsync("correct-horse").WaitAsync(Patience);
        await ada.UntilAsync(client => client.CanPush);
        await ada.Client.RegisterPushAsync(Endpoint, PublicKey, Secret).WaitAsync(Patience);
        await ada.Client.UnregisterPushAsync(Endpoint).WaitAsync(Patience);

        Assert.StartsWith("The keys are", (await Assert.ThrowsAsync<IOException>(() => ada.Client.RegisterPushAsync(Endpoint, "nonsense", Secret).WaitAsync(Patience))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_server_that_sends_none_it_is_known()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Push = options.Push with { Enabled = false } });
        await using Person ada = await Person.JoinAsync(server, "ada");

        Assert.Null(ada.Client.PushKey);
    }
}
