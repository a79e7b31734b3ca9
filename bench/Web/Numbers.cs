namespace Parley.WebBench;

/// <summary>What many measures come to.</summary>
internal static class Numbers
{
    /// <summary>The measure below which that share of all lies; they are sorted.</summary>
    public static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    /// <summary>Says the median, the slowest tenth and the slowest of some measures, in ms.</summary>
    public static void Tell(string what, IEnumerable<double> measures)
    {
        double[] sorted = [.. measures.Order()];
        Console.WriteLine($"{what}: median {At(sorted, 0.5):0} ms, 90 % {At(sorted, 0.9):0} ms, longest {sorted[^1]:0} ms, of {sorted.Length}");
    }
}
