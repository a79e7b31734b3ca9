using System.CommandLine;
using Parley.Core.Accounts;
using Parley.Terminal;

namespace Parley.Passwords;

/// <summary><c>parley hash-password</c>: makes of a password what the settings keep of it.</summary>
internal static class HashPasswordCommand
{
    public static Command Create()
    {
        var command = new Command("hash-password", "Reads a password, and prints what stands for it in the settings.");
        command.SetAction((asked, stop) => RunAsync(asked.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> RunAsync(InvocationConfiguration io, CancellationToken stop)
    {
        string password = await PasswordInput.ReadAsync(stop);
        if (ScramVerifier.Create(password) is { } verifier)
        {
            await io.Output.WriteLineAsync(verifier.ToString());
            return ExitCode.Done;
        }
        await io.Error.WriteLineAsync("A password has at least one character, and no control characters.");
        return ExitCode.Failed;
    }
}
