// Schedules by chance, and one that is given.
using System.Numerics;

namespace MemallocKit.Interleaving;

/// <summary>Chooses by chance, the same for the same seed.</summary>
internal sealed class RandomScheduler(int seed) : IScheduler
{
    private readonly Random _random = new(seed);

    public int Choose(Execution execution, int running, int enabled)
    {
        var index = _random.Next(BitOperations.PopCount((uint)enabled));
        for (; index > 0; index--)
            enabled &= enabled - 1;
        return BitOperations.TrailingZeroCount(enabled);
    }
}

/// <summary>Repeats a schedule that was printed; beyond its end, whoever runs goes on.</summary>
internal sealed class Replay(string schedule) : IScheduler
{
    private readonly int[] _choices = Parse(schedule);
    private int _step;

    /// <summary>The schedule as text: who runs for how many steps, as in <c>0x12 1x3 0x5</c>.</summary>
    public static string Format(IReadOnlyList<int> choices)
    {
        var text = new List<string>();
        for (var start = 0; start < choices.Count;)
        {
            var end = start;
            while (end < choices.Count && choices[end] == choices[start])
                end++;
            text.Add($"{choices[start]}x{end - start}");
            start = end;
        }

        return string.Join(' ', text);
    }

    public int Choose(Execution execution, int running, int enabled)
    {
        if (_step < _choices.Length)
            return _choices[_step++];
        return running >= 0 && (enabled & (1 << running)) != 0 ? running : BitOperations.TrailingZeroCount(enabled);
    }

    private static int[] Parse(string schedule) => schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(static part =>
        {
            var numbers = part.Split('x');
            return Enumerable.Repeat(int.Parse(numbers[0]), int.Parse(numbers[1]));
        })
        .ToArray();
}
