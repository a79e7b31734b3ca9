using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parley.Core.Messages;
using Parley.Protocol.Names;
using Parley.Server.Delivery;

namespace Parley.Server.Commands.Bots;

/// <summary>A correspondent that is no user: takes commands as messages and answers with notices, for clients that know no better way.</summary>
/// <remarks>Its commands do what others on the wire do. It is never a member of a room, and nobody else can have its name.</remarks>
/// <param name="nickname">Its name.</param>
/// <param name="about">What it is for, in a few words: its real name.</param>
/// <param name="words">Its commands.</param>
internal sealed class Bot(string nickname, string about, IReadOnlyList<BotWord> words)
{
    private static readonly Bot[] All = [NickServ.Bot, ChanServ.Bot];

    /// <summary>Its name.</summary>
    public string Nickname => nickname;

    /// <summary>What it is for.</summary>
    public string About => about;

    /// <summary>Its user name and host, as others see them.</summary>
    public string MaskOn(string server) => $"{nickname}!{nickname}@{server}";

    /// <summary>The bot of that name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Bot? bot)
    {
        bot = Array.Find(All, one => Casemapping.Same(one.Nickname, name));
        return bot is not null;
    }

    /// <summary>Whether somebody might take this name for that of a bot.</summary>
    public static bool IsLike(string name)
    {
        string look = Confusables.LookOf(name);
        return Array.Exists(All, one => Confusables.LookOf(one.Nickname) == look);
    }

    /// <summary>Runs the command that a message to it holds.</summary>
    public ValueTask RunAsync(CommandContext c, ReadOnlyMemory<byte> message)
        => RunAsync(c, Encoding.UTF8.GetString(message.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs the command that these words are; none asks for help.</summary>
    public ValueTask RunAsync(CommandContext c, string[] said)
    {
        var talk = new BotTalk(c, this, said.Length > 0 ? said[1..] : []);
        string wanted = said.Length > 0 ? said[0].ToUpperInvariant() : "HELP";
        // A CTCP query of a client, such as VERSION, is none of its commands, and no answer to it is an answer.
        if (wanted.StartsWith('\x01'))
            return ValueTask.CompletedTask;
        if (wanted == "HELP")
            Help(talk);
        else if (Find(wanted) is not { } word)
            talk.Say($"There is no command {wanted}. To see those there are: HELP");
        else if (talk.Args.Count < word.MinArgs)
            talk.Say($"Not enough words. It is: {word.Syntax}");
        else if (word.NeedsAccount && c.Session.Account is null)
            talk.Say("You are not logged in to an account");
        else
            return word.RunAsync(talk);
        return ValueTask.CompletedTask;
    }

    private BotWord? Find(string wanted) => words.FirstOrDefault(word => word.Names.Contains(wanted));

    private void Help(BotTalk talk)
    {
        if (talk.Args is [var asked, ..])
        {
            BotWord? word = Find(asked.ToUpperInvariant());
            talk.Say(word is null ? $"There is no command {asked}" : $"{word.Syntax}: {word.Help}");
            return;
        }
        talk.Say($"{nickname}: {about}. Its commands are:");
        foreach (BotWord word in words)
            talk.Say($"{word.Syntax}: {word.Help}");
    }
}

/// <summary>A command of a bot.</summary>
/// <param name="Syntax">Its names in capitals, with | between them, then its arguments.</param>
/// <param name="Help">What it does, in a sentence.</param>
/// <param name="MinArgs">The fewest words after the name.</param>
/// <param name="NeedsAccount">Whether only those may use it who have logged in.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record BotWord(string Syntax, string Help, int MinArgs, bool NeedsAccount, Func<BotTalk, ValueTask> RunAsync)
{
    /// <summary>Its names, in capitals.</summary>
    public IReadOnlyList<string> Names { get; } = Syntax.Split(' ')[0].Split('|');
}

/// <summary>One command given to a bot, and the way to answer it.</summary>
/// <param name="Context">Who gave it, and the house.</param>
/// <param name="Bot">To whom.</param>
/// <param name="Args">The words after the command's name.</param>
internal sealed record BotTalk(CommandContext Context, Bot Bot, IReadOnlyList<string> Args)
{
    /// <summary>The account that the session has logged in to; only where the command needs one.</summary>
    public string Account => Context.Session.Account ?? throw new InvalidOperationException("The command's row lets only those come here who have logged in.");

    /// <summary>Answers with a notice.</summary>
    public void Say(string text)
    {
        DateTimeOffset now = Context.Server.Time.GetUtcNow();
        var said = (Stamp: new Stamp(MessageId.New(now), now, Bot.MaskOn(Context.Server.Name), Account: null) { IsBot = true }, To: Context.Session.Nickname, Text: text);
        Context.Reply.Append(Encodings.Once(said, Context.Session.Form, static (line, said, form)
            => WireForms.Begin(line, said.Stamp, form).Verb("NOTICE"u8).Param(said.To).Trailing(said.Text).End()));
    }
}
