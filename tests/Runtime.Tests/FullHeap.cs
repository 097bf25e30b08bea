// A managed heap on which every `new` fails.
using System.Runtime.CompilerServices;

namespace MemallocKit.Runtime.Tests;

/// <summary>For child processes with a heap limit (<c>DOTNET_GCHeapHardLimit</c>): nothing else is to run in them.</summary>
internal static class FullHeap
{
    private const int Attempts = 100;

    /// <summary>Runs something once as it is, fills the heap, and runs it again.</summary>
    public static void Run(Action body)
    {
        body();
        object[]? ballast = null;

        // What was caught on the way becomes garbage, so that a little can be had again.
        for (var attempt = 0; attempt == 0 || CanAllocate(); attempt++)
        {
            Assert.True(attempt < Attempts, "The heap does not stay full.");
            for (var bytes = 1 << 20; bytes >= 32; bytes /= 2)
                Fill(ref ballast, bytes);
        }

        body();
        GC.KeepAlive(ballast);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(ref object[]? ballast, int bytes)
    {
        try
        {
            while (true)
            {
                // Chained through itself: a list of it would have to grow.
                var link = new object[bytes / 8];
                link[0] = ballast!;
                ballast = link;
            }
        }
        catch (OutOfMemoryException)
        {
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool CanAllocate()
    {
        try
        {
            GC.KeepAlive(new byte[1024]);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
