using Parley.Client;
using Parley.Client.Messages;
using Parley.Web.Moderation;

namespace Parley.Web.Rooms;

/// <summary>What servers refuse or answer by numbers, in plain words: the one place where a numeric becomes a sentence.</summary>
/// <remarks>Source of the numerics: https://modern.ircdocs.horse/#numerics and https://defs.ircdocs.horse/defs/numerics.</remarks>
internal static class RefusalWords
{
    /// <summary>The word of the server as people say it; itself when there is no better one.</summary>
    public static ServerNotice Tell(ServerNotice notice)
        => notice is { Code: { } code, Parameters: { Count: > 0 } about } && Sentence(code) is { } text
            ? notice with { Text = Isolate.Into(text, About(about, 0), About(about, 1), About(about, 2)), Context = null }
            : notice;

    /// <summary>Why a message did not go out; null: nobody has said.</summary>
    public static string? Why(ChatMessage message)
        => message.FailureCode is { } code && Sentence(code) is { } text ? Isolate.Into(text, message.Target, "", "") : message.Failure;

    /// <summary>Why something was not answered as it was asked for.</summary>
    public static string Why(IOException problem) => problem is NoAnswerException ? RoomsTexts.NoAnswer : problem.Message;

    private static string? Sentence(string code) => code switch
    {
        "301" => RoomsTexts.IsAway,
        "341" => RoomsTexts.WasInvited,
        "711" => RoomsTexts.Knocked,
        "401" => RoomsTexts.NobodyThere,
        "403" => RoomsTexts.NoSuchRoom,
        "404" => RoomsTexts.CannotSpeak,
        "405" => RoomsTexts.TooManyRooms,
        "406" => RoomsTexts.NobodyThere,
        "411" or "412" => RoomsTexts.NothingToSend,
        "417" => RoomsTexts.TooLong,
        "421" => RoomsTexts.UnknownCommand,
        "437" or "479" => RoomsTexts.NameNotAllowed,
        "441" => RoomsTexts.NotThere,
        "442" => RoomsTexts.NotIn,
        "443" => RoomsTexts.AlreadyIn,
        "461" => RoomsTexts.TooLittle,
        "471" => RoomsTexts.Full,
        "472" or "501" => RoomsTexts.CannotDo,
        "473" => RoomsTexts.InvitedOnly,
        "474" => RoomsTexts.Banned,
        "475" => RoomsTexts.WrongKey,
        "477" => RoomsTexts.AccountsOnly,
        "478" => RoomsTexts.ListFull,
        "480" or "712" => RoomsTexts.KnockedTooOften,
        "481" or "520" => RoomsTexts.ServerOperatorsOnly,
        "482" => RoomsTexts.MayNot,
        "489" => RoomsTexts.SecureOnly,
        "696" => RoomsTexts.WrongValue,
        "713" => RoomsTexts.DoorOpen,
        "714" => RoomsTexts.AlreadyThere,
        "716" => RoomsTexts.TakesNoMessages,
        "KEY_NO_PERMISSION" => RoomsTexts.MayNotSet,
        "LIMIT_REACHED" => RoomsTexts.LimitReached,
        _ => null,
    };

    private static string About(IReadOnlyList<string> parameters, int index) => index < parameters.Count ? parameters[index] : "";
}
