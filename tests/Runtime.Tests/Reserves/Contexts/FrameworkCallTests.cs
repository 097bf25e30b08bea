// First calls of the framework that priming makes allocate nothing afterwards, in a process that made none before.
using System.Diagnostics;
using System.Globalization;

namespace MemallocKit.Runtime.Tests.Reserves.Contexts;

public class FrameworkCallTests
{
    [Fact]
    public void First_calls_of_the_framework_after_priming_allocate_nothing() => ChildProcess.Run(CallAfterPriming);

    [Fact]
    public void First_calls_of_the_framework_without_priming_allocate() => ChildProcess.Run(CallWithoutPriming);

    internal static void CallAfterPriming()
    {
        MemallocScope.Prime([]);
        Assert.Equal(0, BytesOfCalls());
    }

    internal static void CallWithoutPriming() => Assert.NotEqual(0, BytesOfCalls());

    private static long BytesOfCalls()
    {
        Span<char> chars = stackalloc char[64];
        Span<byte> bytes = stackalloc byte[64];
        _ = GC.GetAllocatedBytesForCurrentThread();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Environment.TickCount64 + Stopwatch.GetTimestamp() + DateTime.UtcNow.Ticks + Environment.ProcessorCount;
        (-7).TryFormat(chars, out _);
        (-7).TryFormat(chars, out _, default, CultureInfo.InvariantCulture);
        (-7L).TryFormat(bytes, out _, "N2", CultureInfo.InvariantCulture);
        7UL.TryFormat(bytes, out _, "X4");
        _ = int.TryParse("-12", out _) && long.TryParse("-12"u8, out _);
        _ = string.Equals("abc", "ABC", StringComparison.OrdinalIgnoreCase) || "abc".StartsWith("AB", StringComparison.InvariantCultureIgnoreCase);
        _ = "abc".GetHashCode() + char.ToUpperInvariant('ü');
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
