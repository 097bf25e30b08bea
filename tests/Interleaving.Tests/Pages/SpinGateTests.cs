// The gate excludes, and whoever waits at it gets in.
using MemallocKit.Pages;

namespace MemallocKit.Interleaving.Tests.Pages;

public class SpinGateTests
{
    [Fact]
    public void One_at_a_time_is_inside_and_everybody_gets_in_two_threads_twice() =>
        Explorer.All(static () => Users(threads: 2, rounds: 2));

    [Fact]
    public void One_at_a_time_is_inside_and_everybody_gets_in_three_threads() =>
        Explorer.All(static () => Users(threads: 3, rounds: 1));

    private static Scenario Users(int threads, int rounds)
    {
        var gate = default(SpinGate);
        var (inside, entries) = (0, 0);
        return new Scenario(
            () => Assert.Equal(threads * rounds, entries),
            [.. Enumerable.Repeat(Use, threads)]);

        void Use()
        {
            for (var round = 0; round < rounds; round++)
            {
                gate.Enter();
                Assert.Equal(1, Interlocked.Increment(ref inside));
                entries++;
                Assert.Equal(0, Interlocked.Decrement(ref inside));
                gate.Exit();
            }
        }
    }
}
