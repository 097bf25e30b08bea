// Limits lowered for real, each in a process of its own.
using System.Diagnostics;

namespace MemallocKit.Runtime.Tests.Pages;

public class LoweredLimitTests
{
    [Theory]
    [InlineData(nameof(LoweredLimits.Data_limit_refuses_a_commit_and_leaves_the_range_as_it_was))]
    [InlineData(nameof(LoweredLimits.Address_limit_refuses_a_reservation_and_does_not_hinder_commits))]
    [InlineData(nameof(LoweredLimits.Lock_limit_refuses_a_commit_and_leaves_the_range_as_it_was))]
    public void A_lowered_limit_is_told_with_its_numbers(string name) => Run(name, heapHardLimit: null);

    [Fact]
    public void A_zone_above_the_heap_hard_limit_works() => Run(nameof(LoweredLimits.Heap_hard_limit_does_not_bind_a_zone), "0x8000000");

    private static void Run(string name, string? heapHardLimit)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(LoweredLimitTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(LoweredLimits).FullName}.{name}"])
        {
            RedirectStandardOutput = true,
        };
        if (heapHardLimit is not null)
            start.Environment["DOTNET_GCHeapHardLimit"] = heapHardLimit;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1,", StringComparison.Ordinal), output);
    }
}
