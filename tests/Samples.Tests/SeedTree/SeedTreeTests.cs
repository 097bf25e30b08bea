// The tree that the patch set printed in 2008, line by line.
namespace MemallocKit.Samples.Tests.SeedTree;

public class SeedTreeTests
{
    [Fact]
    public void The_sample_prints_the_sizes_and_limits_of_the_patch_set()
    {
        using var run = SampleRun.Of("SeedTree");
        Assert.Equal(0, run.WaitForExit());
        Assert.Equal(
            """
            total reserve                8156K (0/544817)
              total network reserve      8156K (0/544817)
                network TX reserve       196K (0/49)
                  protocol TX pages      196K (0/49)
                network RX reserve       7960K (0/544768)
                  IPv6 route cache       1372K (0/4096)
                  IPv4 route cache       5468K (0/16384)
                  SKB data reserve       1120K (0/524288)
                    IPv6 fragment cache  560K (0/262144)
                    IPv4 fragment cache  560K (0/262144)

            """,
            run.Output);
    }
}
