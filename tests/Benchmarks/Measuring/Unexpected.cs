// What is timed has to be what was meant: a rent that is refused would be a fast one.
using System.Diagnostics.CodeAnalysis;

namespace MemallocKit.Benchmarks.Measuring;

internal static class Unexpected
{
    [DoesNotReturn]
    public static void Outcome() => throw new InvalidOperationException("What was to be timed did not happen: a request was refused that had to be granted, or the reverse.");
}
