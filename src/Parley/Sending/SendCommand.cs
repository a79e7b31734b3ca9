using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Client.Connections;
using Parley.Terminal.Accounts;
using Parley.Terminal.Sending;
using Spectre.Console;

namespace Parley.Sending;

/// <summary><c>parley send HOST '#room' [FILE…|-m TEXT|-]</c>: for scripts.</summary>
internal static class SendCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<ChatAddress?> Server = ServerArgument.Create(ArgumentArity.ExactlyOne, "The server.");

    private static readonly Argument<string> Target = new("#ROOM")
    {
        Description = "The room, or somebody's name. Shells want the # in quotes: '#lobby'.",
    };

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The files to send; - sends standard input as text, a message for each line.",
    };

    private static readonly Option<string?> Message = new("-m", "--message") { HelpName = "TEXT", Description = "The text to send." };

    private static readonly Option<string?> Name = new("--name")
    {
        HelpName = "NAME",
        Description = "The name to send as. Without it: the one that is logged in here, or the login name.",
    };

    public static Command Create()
    {
        var command = new Command("send", "Sends text or files to a room, and ends when the server has them.")
        {
            Server, Target, Files, Message, Name,
        };
        command.Validators.Add(OneThingToSend);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, CancellationToken _)
    {
        using var signals = new StopSignals();
        IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await SendApp.RunAsync(Settings(asked), errors, Console.In, signals.Asked);
    }

    private static SendSettings Settings(ParseResult asked)
    {
        string[] files = asked.GetValue(Files) ?? [];
        bool fromInput = files is [StandardInput];
        return new SendSettings
        {
            Address = asked.GetRequiredValue(Server)!,
            Target = asked.GetRequiredValue(Target),
            Name = asked.GetValue(Name),
            Logins = LoginFolder.File,
            Text = asked.GetValue(Message),
            FromInput = fromInput,
            Files = fromInput ? [] : files,
        };
    }

    private static void OneThingToSend(CommandResult command)
    {
        string[] files = command.GetValue(Files) ?? [];
        bool text = command.GetResult(Message) is not null;
        if (text == files.Length > 0)
            command.AddError("Expected one thing to send: files, -m TEXT, or - for standard input.");
        else if (files.Length > 1 && files.Contains(StandardInput))
            command.AddError("Standard input (-) cannot be sent together with files.");
    }
}
