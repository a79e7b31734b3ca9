namespace Parley.Server.Connections;

/// <summary>What carries a session's lines: a socket, or a WebSocket.</summary>
internal interface ICarrier
{
    /// <summary>Where the session's lines go.</summary>
    ISink Sink { get; }

    /// <summary>Reads and runs lines until either side has had enough. Throws when the connection breaks.</summary>
    Task ReadAsync(SessionLoop loop);

    /// <summary>Makes <see cref="ReadAsync"/> return. May be called by any thread.</summary>
    void StopReading();

    /// <summary>The last words are sent: ends this side, and reads what still comes, so that the client gets to read them.</summary>
    Task FinishAsync(CancellationToken patience);
}
