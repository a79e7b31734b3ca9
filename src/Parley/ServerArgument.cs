using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Client.Connections;

namespace Parley;

/// <summary>The server that a client command talks to.</summary>
internal static class ServerArgument
{
    public static Argument<ChatAddress?> Create(ArgumentArity arity, string text)
        => new("HOST[:PORT]") { Arity = arity, Description = text, CustomParser = Read };

    private static ChatAddress? Read(ArgumentResult argument)
    {
        if (argument.Tokens.Count == 0)
            return null;
        string text = argument.Tokens[0].Value;
        if (!ChatAddress.TryParse(text, out ChatAddress? address))
            argument.AddError($"\"{text}\": expected a server such as chat.example.org, 192.168.1.20:2428 or https://chat.example.org");
        return address;
    }
}
