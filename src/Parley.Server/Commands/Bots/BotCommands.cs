namespace Parley.Server.Commands.Bots;

/// <summary><c>NICKSERV &lt;command&gt;</c>, <c>NS</c>: as a message to NickServ.</summary>
/// <remarks>Source: none; what services on IRC have taught clients. Replies notices; 900, 901.</remarks>
internal static class NickServCommand
{
    public static CommandSpec Spec { get; } = new("NICKSERV", MinParams: 0, Access.Registered, c => Words.RunAsync(c, NickServ.Bot));

    public static CommandSpec Short { get; } = Spec with { Verb = "NS" };
}

/// <summary><c>CHANSERV &lt;command&gt;</c>, <c>CS</c>: as a message to ChanServ.</summary>
/// <remarks>Source: none; what services on IRC have taught clients. Replies notices.</remarks>
internal static class ChanServCommand
{
    public static CommandSpec Spec { get; } = new("CHANSERV", MinParams: 0, Access.Registered, c => Words.RunAsync(c, ChanServ.Bot));

    public static CommandSpec Short { get; } = Spec with { Verb = "CS" };
}

file static class Words
{
    // With a colon before the first word the whole command is one parameter.
    public static ValueTask RunAsync(CommandContext c, Bot bot)
        => bot.RunAsync(c, [.. Enumerable.Range(0, c.ParamCount).SelectMany(index => c.Text(index).Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
}
