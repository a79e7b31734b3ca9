using Parley.Client.Messages;

namespace Parley.Client.Tests;

public sealed class RetryTests
{
    [Fact]
    public async Task A_failed_message_is_sent_again_in_its_own_stead()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.JoinAsync(capabilities: "labeled-response echo-message batch");
        ChatMessage first = server.Client.Send("#garden", "Roses")[0];
        await connection.ExpectAsync("@label=m1 PRIVMSG #garden :Roses");
        connection.Say("@label=m1 :s 404 ada #garden :Cannot send to channel");
        Assert.Equal(MessageState.Failed, await first.Settled);

        server.Client.Retry(server.Client.Rooms[0], first);

        await connection.ExpectAsync("@label=m2 PRIVMSG #garden :Roses");
        ChatMessage again = Assert.Single(server.Client.Rooms[0].Messages, message => message.Text == "Roses");
        Assert.Equal(MessageState.Sending, again.State);
    }

    [Fact]
    public async Task A_message_that_did_not_fail_is_not_sent_twice()
    {
        await using var server = new ScriptedServer();
        await server.JoinAsync(capabilities: "labeled-response echo-message batch");
        ChatMessage first = server.Client.Send("#garden", "Roses")[0];

        server.Client.Retry(server.Client.Rooms[0], first);

        Assert.Same(first, Assert.Single(server.Client.Rooms[0].Messages, message => message.Text == "Roses"));
    }
}
