using System.Globalization;
using MemallocKit;

public static class Spiller
{
    /// <summary>Writes numbers to a stream, a line each: the job that must go on when memory is gone.</summary>
    [Memalloc]
    public static int Spill(ReadOnlySpan<long> numbers, Stream output)
    {
        using var memalloc = SpillContext.Enter();
        var spilled = 0;
        foreach (var number in numbers)
        {
            if (!memalloc.Lines.TryRent(32, out var line))
                break;
            using (line)
            {
                number.TryFormat(line.Span, out var length, default, CultureInfo.InvariantCulture);
                line.Span[length] = (byte)'\n';
                output.Write(line.Span[..(length + 1)]);
            }

            spilled++;
        }

        return spilled;
    }

    /// <summary>Run once by <c>Prime()</c>: the first number that is formatted sets up the data of its culture.</summary>
    [MemallocPrime]
    internal static void WarmUp() => Spill([0], Stream.Null);
}
