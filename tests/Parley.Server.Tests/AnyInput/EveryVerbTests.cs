using System.Text;
using Parley.Server.Commands;

namespace Parley.Server.Tests.AnyInput;

/// <summary>Whatever parameters a verb is given, it is answered and nobody is closed.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/labeled-response: servers answer every labelled command, with ACK if with nothing else.</remarks>
public sealed class EveryVerbTests
{
    // Who says it wants to be closed.
    private const string Closing = "QUIT";

    public static TheoryData<string> Verbs => [.. CommandTable.All.Select(spec => spec.Verb).Where(verb => verb != Closing).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_verb_is_answered_whatever_its_parameters_are(string verb)
    {
        await using var house = new House();
        await house.OpenAsync();
        Guest ada = house.Guests[0];

        foreach (byte[] parameters in Parameters(verb))
        {
            ada.Seen.Clear();
            await ada.SendAsync([.. "@label=here "u8, .. Encoding.ASCII.GetBytes(verb), .. parameters, .. "\r\n"u8]);

            string sent = $"{verb}{Encoding.Latin1.GetString(parameters)}";
            Assert.True(ada.IsOpen, $"{sent} closes who sends it: {ada.Session.CloseReason}");
            Assert.True(ada.Seen.Any(line => line.StartsWith("@label=here", StringComparison.Ordinal)) || IsTooLong(parameters), $"{sent} is not answered.");
        }
        await Truths.CheckAsync(house.State);
    }

    private static bool IsTooLong(byte[] parameters) => parameters.Length > 490;

    private static IEnumerable<byte[]> Parameters(string verb)
    {
        int least = CommandTable.All.Single(spec => spec.Verb == verb).MinParams;
        string[] all =
        [
            "",
            string.Concat(Enumerable.Repeat(" *", Math.Max(0, least - 1))) + " :",
            string.Concat(Enumerable.Repeat(" x", Math.Max(0, least - 1))),
            string.Concat(Enumerable.Repeat(" " + new string('x', 400), 15)),
            string.Concat(Enumerable.Repeat(" " + new string('x', 30), 15)),
            string.Concat(Enumerable.Repeat(" #lobby", 15)),
            string.Concat(Enumerable.Repeat(" 99999999999999999999", 15)),
            " " + new string('x', 480),
            " :" + new string(',', 480),
            " \xFF\xFE",
            " #lobby :\xC3(",
        ];
        return all.Select(Encoding.Latin1.GetBytes);
    }
}
