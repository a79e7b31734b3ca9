using System.Globalization;
using System.Text;
using CsCheck;
using Parley.Server.Commands;

namespace Parley.Server.Tests.AnyInput;

/// <summary>
/// Whatever clients send, all at once and mixed up: no exception, no line out of its limits, and a house in order afterwards.
/// Each seed makes the same lines again on the same sources. <c>PARLEY_ANY_SEEDS=100000</c> in the environment runs for as long as one likes.
/// </summary>
public sealed class AnyInputTests
{
    private const int StepsBetweenChecks = 25;

    private static readonly Gen<Step[]> Any = Gen.Select(Gen.Int[0, Guest.Names.Length - 1], AnyLine.Any, (place, line) => new Step(place, line)).Array[100];

    public static TheoryData<int> Seeds
        => [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("PARLEY_ANY_SEEDS") ?? "100", CultureInfo.InvariantCulture))];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Seeds))]
    public async Task Any_lines_of_any_clients_leave_the_house_in_order(int seed)
    {
        Step[] steps = Any.Generate(new PCG(1, (ulong)seed), null, out _);

        if (await FailureOfAsync(steps) is not null)
            await FailAsync(seed, steps);
    }

    [Fact]
    public void There_are_real_lines_of_every_verb()
        => Assert.Equal(CommandTable.All.Select(spec => spec.Verb).Order(StringComparer.Ordinal), RealLines.ByVerb.Select(lines => lines.Key));

    private static async Task<Exception?> FailureOfAsync(IReadOnlyList<Step> steps)
    {
        try
        {
            await using var house = new House();
            await house.OpenAsync();
            for (int i = 0; i < steps.Count; i++)
            {
                await house.SendAsync(steps[i].Place, steps[i].Line);
                if (i % StepsBetweenChecks == 0)
                    await Truths.CheckAsync(house.State);
            }
            await Truths.CheckAsync(house.State);
            await Truths.CheckTalkAsync(house);
            await Truths.CheckFarewellsAsync(house);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    // Leaves out what the failure does not need: halves first, single lines last.
    private static async Task FailAsync(int seed, IReadOnlyList<Step> steps)
    {
        for (int size = steps.Count / 2; size > 0; size /= 2)
            for (int at = 0; at < steps.Count;)
            {
                Step[] without = [.. steps.Take(at), .. steps.Skip(at + size)];
                if (await FailureOfAsync(without) is null)
                    at += size;
                else
                    steps = without;
            }
        Exception? failure = await FailureOfAsync(steps);
        Assert.Fail($"Seed {seed}, of its lines these are enough:\n{string.Join('\n', steps)}\n{failure}");
    }

    private sealed record Step(int Place, string Line)
    {
        public override string ToString()
        {
            var text = new StringBuilder($"    {Guest.Names[Place]}: ");
            foreach (char c in Line)
                _ = char.IsControl(c) || c == '\xFF' ? text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}") : text.Append(c);
            return text.ToString();
        }
    }
}
