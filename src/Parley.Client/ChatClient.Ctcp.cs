namespace Parley.Client;

public sealed partial class ChatClient
{
    private static readonly TimeSpan BetweenAnswers = TimeSpan.FromSeconds(2);
    private long _answeredAt;

    /// <summary>Answers a program's question (CTCP); others are ignored, and so is who asks again too soon, so that nobody can make us flood.</summary>
    /// <remarks>Source: https://modern.ircdocs.horse/ctcp.</remarks>
    internal void Answer(string nickname, string request)
    {
        string? answer = request switch
        {
            "VERSION" => "VERSION " + Options.Version,
            _ when request.StartsWith("PING ", StringComparison.Ordinal) => request,
            _ => null,
        };
        if (answer is null || (_answeredAt != 0 && Options.Time.GetElapsedTime(_answeredAt) < BetweenAnswers))
            return;
        _answeredAt = Options.Time.GetTimestamp();
        Session?.SendText("NOTICE"u8, [nickname], $"\u0001{answer}\u0001");
    }
}
