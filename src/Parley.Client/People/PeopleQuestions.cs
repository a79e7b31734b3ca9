using Parley.Client.Connections;
using Parley.Client.Rooms;

namespace Parley.Client.People;

/// <summary>What can be asked about people.</summary>
public static class PeopleQuestions
{
    /// <summary>What may be known of somebody; null: nobody of that name is here.</summary>
    /// <exception cref="IOException">There is no answer; the message says why.</exception>
    public static async Task<Person?> LookUpAsync(this ChatClient client, string nickname, CancellationToken cancellation = default)
        => Person.Read(await client.AskAsync(QuestionKind.Person, nickname, session => session.Send("WHOIS"u8, nickname), cancellation), client.IsRoom);

    /// <summary>Somebody of that nickname, as a room shows them in which this user is too; null: there is none such.</summary>
    public static Member? FindMember(this ChatClient client, string nickname)
        => client.Conversations.With(nickname).Select(static found => found.Member).OrderBy(static member => member.RealName is null).FirstOrDefault();

    /// <summary>Whether two nicknames are one.</summary>
    public static bool IsSame(this ChatClient client, string one, string other) => client.Conversations.Fold(one) == client.Conversations.Fold(other);
}
