using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Client.Connections;
using Parley.Terminal.Accounts;
using Parley.Terminal.Chatting;
using Parley.Terminal.Files;
using Spectre.Console;

namespace Parley.Chatting;

/// <summary><c>parley chat [HOST[:PORT]]</c>: the terminal client.</summary>
internal static class ChatCommand
{
    private static readonly Argument<ChatAddress?> Server
        = ServerArgument.Create(ArgumentArity.ZeroOrOne, "The server. Without it: this computer.");

    private static readonly Option<string?> Name = new("--name")
    {
        HelpName = "NAME",
        Description = "Your name in the chat. Without it: the one that is logged in here, or you are asked.",
    };

    private static readonly Option<string?> Room = new("--room")
    {
        HelpName = "#ROOM",
        Description = "The room to join. Without it: the server's default room.",
    };

    private static readonly Option<string?> Downloads = new("--downloads")
    {
        HelpName = "DIR",
        Description = "Where files are saved. Without it: the folder parley in your downloads.",
    };

    private static readonly Option<long> AutoDownload = new("--auto-download")
    {
        HelpName = "SIZE",
        Description = "The largest file that is saved without asking, such as 5000 (bytes), 5MB or 1GiB; 0 saves none. [default: 100MiB]",
        CustomParser = ReadSize,
    };

    public static Command Create()
    {
        var command = new Command("chat", "Joins a chatroom in this terminal.") { Server, Name, Room, Downloads, AutoDownload };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, CancellationToken _)
    {
        using var signals = new StopSignals();
        TextReader? input = Console.IsInputRedirected ? Console.In : null;
        return await ChatApp.RunAsync(Settings(asked), AnsiConsole.Console, input, signals.Asked);
    }

    private static ChatSettings Settings(ParseResult asked)
    {
        var defaults = new ChatSettings();
        return defaults with
        {
            Address = asked.GetValue(Server) ?? defaults.Address,
            Name = asked.GetValue(Name),
            Logins = LoginFolder.File,
            Room = asked.GetValue(Room) ?? defaults.Room,
            Downloads = asked.GetValue(Downloads),
            AutoDownload = asked.GetResult(AutoDownload) is null ? defaults.AutoDownload : asked.GetValue(AutoDownload),
        };
    }

    private static long ReadSize(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (!ByteSize.TryParse(text, out long bytes))
            argument.AddError($"--auto-download \"{text}\": expected a size such as 5000 (bytes), 5MB or 1GiB");
        return bytes;
    }
}
