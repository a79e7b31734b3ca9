using System.CommandLine;

namespace Parley.Completing;

/// <summary><c>parley completion bash|zsh|pwsh</c>: prints the script that lets a shell complete Parley's words.</summary>
/// <remarks>The scripts ask <c>parley "[suggest:POSITION]" "LINE"</c>. Source:
/// https://learn.microsoft.com/dotnet/standard/commandline/how-to-enable-tab-completion.</remarks>
internal static class CompletionCommand
{
    private const string Bash = """
        # In ~/.bashrc: eval "$(parley completion bash)"
        _parley() {
            mapfile -t COMPREPLY < <("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
        }
        complete -o default -F _parley parley
        """;

    private const string Zsh = """
        # In ~/.zshrc: eval "$(parley completion zsh)"
        _parley() {
            local -a found
            found=("${(@f)$("$words[1]" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -a found
            (( $#found )) || _files
        }
        compdef _parley parley
        """;

    private const string PowerShell = """
        # In $PROFILE: parley completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName parley -ScriptBlock {
            param($word, $line, $position)
            parley "[suggest:$position]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Prints the script that lets a shell complete Parley's words.") { shell };
        command.SetAction(asked => asked.InvocationConfiguration.Output.WriteLine(Script(asked.GetRequiredValue(shell))));
        return command;
    }

    private static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => PowerShell,
    };
}
