using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Parley.Chatting;
using Parley.Completing;
using Parley.Configuring;
using Parley.Operating;
using Parley.Operating.Backups;
using Parley.Operating.Checks;
using Parley.Operating.Exports;
using Parley.Passwords;
using Parley.Sending;
using Parley.Serving;
using Parley.Terminal;

// Windows' terminals begin with the code page of the region, which has no QR codes and few names.
Console.OutputEncoding = Encoding.UTF8;

var parley = new RootCommand("A chatroom that you run with one command. People join from a browser, a terminal or any IRC client.")
{
    ServeCommand.Create(),
    ChatCommand.Create(),
    SendCommand.Create(),
    AccountCommand.Create(),
    RoomCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    CheckDataCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    ConfigCommand.Create(),
    HashPasswordCommand.Create(),
    CompletionCommand.Create(),
};

// "@bob hello" is a message, not the name of a file with more arguments; and each command hears Ctrl+C itself.
ParseResult asked = parley.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (asked.Action is ParseErrorAction error)
    error.ShowHelp = args.Length == 0;
int code = await asked.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return asked.Action is ParseErrorAction ? ExitCode.Usage : code;
