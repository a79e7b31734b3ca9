using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Answers, reactions, corrections, taking back, several lines and typing: two people, and a plain IRC client beside them.</summary>
public sealed class NotesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Several_lines_are_one_message_and_lines_for_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await using WireClient plain = await JoinAsync(server);
        const string Text = "\nRoses:\n\n  - red\n  - white\nand a long line: ";
        string words = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"Wörter{i}"));

        Assert.Null(await ada.Client.SendAsync("#lobby", Text + words).WaitAsync(Patience));

        await bob.UntilAsync(client => Said(client)?.Text == (Text + words).Trim('\n'));
        Assert.Single(Read(bob, Texts));
        Assert.Equal(Read(ada, client => Said(client)?.Id), Read(bob, client => Said(client)?.Id));
        await SeesAsync(plain, "PRIVMSG #lobby :Roses:");
        await SeesAsync(plain, "PRIVMSG #lobby :  - red");
    }

    [Fact]
    public async Task What_is_too_long_for_one_message_is_cut_between_paragraphs()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        string paragraph = string.Join('\n', Enumerable.Range(0, 30).Select(i => $"line {i}"));

        Assert.Null(await ada.Client.SendAsync("#lobby", string.Join("\n\n", Enumerable.Repeat(paragraph, 4))).WaitAsync(Patience));

        await bob.UntilAsync(client => Texts(client).Count == 2);
        Assert.Equal([string.Join("\n\n", paragraph, paragraph, paragraph), paragraph], Read(bob, Texts));
    }

    [Fact]
    public async Task An_answer_names_what_it_answers()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ChatMessage question = await SayAsync(ada, bob, "who?");

        bob.Client.Send("#lobby", "me", question);

        await ada.UntilAsync(client => Said(client) is { Text: "me" } answer && answer.ReplyTo == question.Id);
    }

    [Fact]
    public async Task Reactions_are_counted_and_can_be_taken_off()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ChatMessage said = await SayAsync(ada, bob, "cake!");

        bob.Client.React(bob.Client.Rooms[0], said, "🎂");
        await ada.UntilAsync(client => Said(client)!.Reactions is [{ Text: "🎂", Names: ["bob"], IsOwn: false }]);
        ada.Client.React(ada.Client.Rooms[0], Said(ada.Client)!, "🎂");
        await bob.UntilAsync(_ => said.Reactions is [{ Text: "🎂", Names: ["bob", "ada"], IsOwn: true }]);
        bob.Client.React(bob.Client.Rooms[0], said, "🎂", isHeld: false);
        await ada.UntilAsync(client => Said(client)!.Reactions is [{ Names: ["ada"], IsOwn: true }]);
    }

    [Fact]
    public async Task Who_comes_later_sees_reactions_too_however_many_came_and_went()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ChatMessage said = await SayAsync(ada, bob, "cake!");
        bob.Client.React(bob.Client.Rooms[0], said, "🎂");
        await ada.UntilAsync(client => Said(client)!.Reactions.Count == 1);
        await using WireClient restless = await JoinAsync(server, "restless");
        for (int i = 0; i < 60; i++)
            await restless.SendAtOnceAsync("PART #lobby", "JOIN #lobby");
        await restless.SyncAsync();

        await using Person cy = await Person.JoinAsync(server, "cy");

        await cy.UntilAsync(client => Texts(client) is ["cake!"] && Said(client)!.Reactions is [{ Text: "🎂", Names: ["bob"] }]);
        Assert.Equal(4, Read(cy, client => client.Rooms[0].Members.Count));
    }

    [Fact]
    public async Task A_correction_stands_in_the_place_of_what_it_corrects_and_is_a_line_for_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await using WireClient plain = await JoinAsync(server);
        ChatMessage said = await SayAsync(ada, bob, "teh cat");
        ChatMessage own = Said(ada.Client)!;

        ada.Client.Edit(ada.Client.Rooms[0], own, "the cat");
        await bob.UntilAsync(_ => said is { Text: "the cat", Versions: [{ Raw: "teh cat" }] });
        await ada.UntilAsync(_ => own is { Text: "the cat", Correction: null });
        await SeesAsync(plain, "PRIVMSG #lobby :* the cat");
        ada.Client.Edit(ada.Client.Rooms[0], own, "the black cat\nand the dog");
        await bob.UntilAsync(_ => said is { Text: "the black cat\nand the dog", Versions.Count: 2 });
        Assert.Single(Read(bob, Texts));

        await using Person cy = await Person.JoinAsync(server, "cy");
        await cy.UntilAsync(client => Texts(client).SequenceEqual(["the black cat\nand the dog"]));
    }

    [Fact]
    public async Task Nobody_can_correct_what_others_say()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await using WireClient mallory = await JoinAsync(server, "mallory", "message-tags");
        ChatMessage said = await SayAsync(ada, bob, "I agree");

        Assert.False(bob.Client.CanEdit(said));
        await mallory.SendAsync($"@+parley.chat/edit={said.Id} PRIVMSG #lobby :* I disagree");

        await bob.UntilAsync(client => Said(client)?.Text == "* I disagree");
        Assert.Equal("I agree", said.Text);
        Assert.Equal("mallory", Said(bob.Client)!.Sender);
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_with_its_corrections()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ChatMessage said = await SayAsync(ada, bob, "secret");
        ChatMessage own = Said(ada.Client)!;
        ada.Client.Edit(ada.Client.Rooms[0], own, "my secret");
        await bob.UntilAsync(_ => said.Text == "my secret");

        Assert.False(bob.Client.CanRedact(bob.Client.Rooms[0], said));
        ada.Client.Redact(ada.Client.Rooms[0], own);
        await bob.UntilAsync(_ => said is { Redaction.By: "ada", Text: "" });

        await using Person cy = await Person.JoinAsync(server, "cy");
        Assert.Null(await ada.Client.SendAsync("#lobby", "hello").WaitAsync(Patience));
        await cy.UntilAsync(client => Texts(client) is [.., "hello"]);
        Assert.DoesNotContain(Read(cy, Texts), text => text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_keeps_order_takes_back_what_others_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        ada.Client.Join("#garden");
        await ada.Client.WhenJoinedAsync("#garden").WaitAsync(Patience);
        bob.Client.Join("#garden");
        await bob.Client.WhenJoinedAsync("#garden").WaitAsync(Patience);
        Assert.Null(await bob.Client.SendAsync("#garden", "buy now").WaitAsync(Patience));
        Conversation garden = ada.Client.Find("#garden")!;
        await ada.UntilAsync(_ => garden.Messages is [.., { Text: "buy now" }]);

        ada.Client.Redact(garden, garden.Messages[^1], "no ads");

        await bob.UntilAsync(client => client.Find("#garden")!.Messages.Any(message => message is { IsOwn: true, Redaction: { By: "ada", Reason: "no ads" } }));
    }

    [Fact]
    public async Task Typing_is_seen_until_it_is_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        await bob.UntilAsync(client => client.Rooms[0].Members.Count == 2);

        ada.Client.Typed(ada.Client.Rooms[0], isEmpty: false);
        await bob.UntilAsync(client => client.Rooms[0].Typing.Names is ["ada"]);
        Assert.Null(await ada.Client.SendAsync("#lobby", "done").WaitAsync(Patience));
        await bob.UntilAsync(client => Said(client)?.Text == "done" && client.Rooms[0].Typing.Names.Count == 0);
    }

    private static async Task<WireClient> JoinAsync(TestServer server, string nickname = "plain", string capabilities = "")
    {
        WireClient client = await WireClient.ConnectAsync(server.Endpoint);
        if (capabilities.Length > 0)
            await client.SendAtOnceAsync("CAP REQ :" + capabilities);
        await client.SendAtOnceAsync($"NICK {nickname}", $"USER {nickname} 0 * :{nickname}", "CAP END", "JOIN #lobby");
        await client.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        return client;
    }

    private static Task<string> SeesAsync(WireClient client, string what) => client.SkipToAsync(line => line.EndsWith(what, StringComparison.Ordinal));

    private static T Read<T>(Person person, Func<ChatClient, T> read)
    {
        lock (person.Client.Sync)
            return read(person.Client);
    }

    private static List<string> Texts(ChatClient client) => [.. client.Rooms[0].Messages.Where(message => message.Kind == MessageKind.Text).Select(message => message.Text)];

    private static ChatMessage? Said(ChatClient client) => client.Rooms[0].Messages.LastOrDefault(message => message.IsSaid);

    private static async Task<ChatMessage> SayAsync(Person from, Person to, string text)
    {
        Assert.Null(await from.Client.SendAsync("#lobby", text).WaitAsync(Patience));
        await to.UntilAsync(client => client.Rooms[0].Messages.Any(message => message.Text == text));
        return Read(to, Said)!;
    }
}
