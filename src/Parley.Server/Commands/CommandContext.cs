using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;
using Parley.Server.Delivery;
using Parley.Server.Replies;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Commands;

/// <summary>What a verb's code has at hand: the line, the session that sent it, and the house.</summary>
/// <remarks>One for each session, used for one command after the other. Bytes of the line are good until the command has returned.</remarks>
internal sealed class CommandContext(Session session, ServerState server)
{
    /// <summary>The line that is being run.</summary>
    public IrcLine Line { get; } = new();

    /// <summary>The session that sent it.</summary>
    public Session Session => session;

    /// <summary>Answers to that session.</summary>
    public Reply Reply => session.Reply;

    /// <summary>The house.</summary>
    public ServerState Server => server;

    /// <summary>Rooms by name.</summary>
    public RoomDirectory Rooms => server.Rooms;

    /// <summary>Users by name.</summary>
    public UserDirectory Users => server.Users;

    /// <summary>Brings things to sessions.</summary>
    public Fanout Fanout => server.Fanout;

    /// <summary>What one client may do.</summary>
    public LimitOptions Limits => server.Options.Limits;

    /// <summary>Who runs the command; only after registration.</summary>
    public User User => session.User ?? throw new InvalidOperationException("The command table lets only registered sessions come here.");

    /// <summary>Who runs the command, and from which session.</summary>
    public Actor Actor => new(User, session.Id);

    /// <summary>What an event that the user causes now carries.</summary>
    public Stamp NewStamp() => User.NewStamp(Server.Time.GetUtcNow());

    /// <summary>How many parameters the line has.</summary>
    public int ParamCount => Line.ParamCount;

    /// <summary>The parameter as text.</summary>
    public string Text(int index) => Line.Text(index);

    /// <summary>The parameter as text, or empty when the line does not have it.</summary>
    public string TextOrEmpty(int index) => index < Line.ParamCount ? Line.Text(index) : "";

    /// <summary>The parameter's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int index) => Line.Bytes(index);

    /// <summary>The names of a parameter such as <c>#a,#b</c>, empty ones left out, each once, however spelled.</summary>
    public string[] List(int index)
        => [.. Text(index).Split(',', StringSplitOptions.RemoveEmptyEntries).DistinctBy(Casemapping.Fold)];
}
