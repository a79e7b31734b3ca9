using System.Diagnostics;
using System.Numerics;

namespace Parley.Load.Measures;

/// <summary>Counts durations in buckets that are never wider than 1/64 of what they hold.</summary>
internal sealed class Histogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] _counts = new long[(64 - StepBits) * Steps];
    private long _total;

    /// <param name="ticks">Of <see cref="Stopwatch"/>; below zero counts as zero.</param>
    public void Record(long ticks)
    {
        _counts[Bucket((ulong)Math.Max(ticks, 0))]++;
        _total++;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    /// <returns>Microseconds that the given share (0 to 1) does not exceed; 0 if nothing was recorded.</returns>
    public double Microseconds(double share)
    {
        long wanted = (long)Math.Ceiling(share * _total);
        int bucket = 0;
        for (long seen = _counts[0]; seen < wanted; seen += _counts[bucket])
            bucket++;
        return UpperBound(bucket) * 1e6 / Stopwatch.Frequency;
    }

    // Below Steps one bucket a tick; above, Steps buckets for each power of two.
    private static int Bucket(ulong ticks)
    {
        int shift = Math.Max(0, BitOperations.Log2(ticks | 1) - StepBits);
        return shift * Steps + (int)(ticks >> shift);
    }

    private static double UpperBound(int bucket)
    {
        int shift = Math.Max(0, bucket / Steps - 1);
        return Math.ScaleB(bucket - shift * Steps, shift);
    }
}
