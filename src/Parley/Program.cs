using System.CommandLine;

return await new RootCommand("A chatroom that you run with one command. People join from a browser, a terminal or any IRC client.")
{
}.Parse(args).InvokeAsync();
