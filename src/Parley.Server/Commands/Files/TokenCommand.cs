using Parley.Core.Uploads;
using Parley.Protocol.Capabilities;

namespace Parley.Server.Commands.Files;

/// <summary><c>TOKEN GENERATE &lt;service&gt; [&lt;scope&gt;]</c>: a token for a service; <c>TOKEN SERVICELIST</c>: the services there are.</summary>
/// <remarks>
/// Source: https://github.com/ircv3/ircv3-specifications/pull/602 (draft/authtoken). The one service, FILEHOST, asks this server itself, so
/// there is no TOKEN VALIDATE for others. Its tokens have no scope. As Ergo does it, the token always comes in a batch.
/// Replies TOKEN GENERATE and TOKEN SERVICE in a batch; FAIL TOKEN INVALID_PARAMS, NEED_CAPABILITY, UNKNOWN_COMMAND, UNKNOWN_SERVICE; 461.
/// </remarks>
internal static class TokenCommand
{
    private const string Verb = "TOKEN";
    private const string BatchType = "draft/authtoken";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync);

    /// <summary>Tells which services there are. Clients with the capability hear it when they register, too.</summary>
    public static void SendServices(CommandContext c)
        => c.Reply.Batch(BatchType, "*", "TOKEN"u8, ["SERVICE", FileHost.Service, FileHost.UrlFor(c), "Takes files and gives a link to each"]);

    private static ValueTask RunAsync(CommandContext c)
    {
        switch (c.Text(0).ToUpperInvariant())
        {
            case "GENERATE":
                Generate(c);
                break;
            case "SERVICELIST":
                SendServices(c);
                break;
            default:
                c.Reply.Fail(Verb, "UNKNOWN_COMMAND", c.Text(0), "There is no such subcommand");
                break;
        }
        return ValueTask.CompletedTask;
    }

    private static void Generate(CommandContext c)
    {
        if (!c.Session.Has(Capability.Batch))
            c.Reply.Fail(Verb, "NEED_CAPABILITY", "batch", "TOKEN GENERATE needs the capability batch");
        else if (c.ParamCount < 2)
            c.Reply.Fail(Verb, "INVALID_PARAMS", "GENERATE", "TOKEN GENERATE needs the name of a service");
        else if (!c.Text(1).Equals(FileHost.Service, StringComparison.OrdinalIgnoreCase))
            c.Reply.Fail(Verb, "UNKNOWN_SERVICE", c.Text(1), "There is no such service");
        else
            c.Reply.Batch(BatchType, FileHost.Service, "TOKEN"u8, ["GENERATE", "*", c.Server.UploadTokens.Issue(new UploadOwner(c.User.Nickname, c.Session.Id.Value))]);
    }
}
