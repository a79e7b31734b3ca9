using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>HELP [&lt;command&gt;]</c>: what can be said to the server. <c>HELPOP</c> is the same.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#help-message. Replies 704, 705, 706; 524.</remarks>
internal static class HelpCommand
{
    public static CommandSpec Spec { get; } = new("HELP", MinParams: 0, Access.Registered, RunAsync, Cost: 2);

    /// <summary>The older name.</summary>
    public static CommandSpec HelpopSpec { get; } = new("HELPOP", MinParams: 0, Access.Registered, RunAsync, Cost: 2);

    private static ValueTask RunAsync(CommandContext c)
    {
        string subject = c.TextOrEmpty(0);
        if (subject.Length == 0)
            Send(c, "*", "What can be said to the server", [.. Verbs(c)]);
        else if (HelpTexts.Find(subject) is { } text && (c.User.IsOperator || text.Access != Access.Operator))
            Send(c, text.Verb, text.Syntax, text.Lines);
        else
            c.Reply.Numeric(Numeric.ErrHelpNotFound, subject, "There is no help about this");
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Verbs(CommandContext c)
        => CommandTable.All.Where(spec => c.User.IsOperator || spec.Access != Access.Operator).Select(spec => spec.Verb).Order(StringComparer.Ordinal)
            .Chunk(8).Select(verbs => string.Join(' ', verbs)).Append("").Append("HELP <command> says more about one.");

    private static void Send(CommandContext c, string subject, string title, IReadOnlyList<string> lines)
    {
        c.Reply.Numeric(Numeric.RplHelpStart, subject, title);
        c.Reply.Numeric(Numeric.RplHelpTxt, subject, "");
        foreach (string line in lines.SkipLast(1))
            c.Reply.Numeric(Numeric.RplHelpTxt, subject, line);
        c.Reply.Numeric(Numeric.RplEndOfHelp, subject, lines[^1]);
    }
}
