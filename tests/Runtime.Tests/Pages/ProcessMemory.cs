// What the kernel says of this process's memory, read without the code under test.
using System.Globalization;
using System.Runtime.InteropServices;

namespace MemallocKit.Runtime.Tests.Pages;

internal static unsafe partial class ProcessMemory
{
    /// <summary>How many pages of a mapped range are backed.</summary>
    public static int BackedPages(nint address, long bytes)
    {
        var pages = new byte[bytes / Environment.SystemPageSize];
        Assert.Equal(0, MemoryInCore(address, (nuint)bytes, pages));
        return pages.Count(static page => (page & 1) != 0);
    }

    /// <summary>The kernel's two-letter flags of the mapping that holds an address.</summary>
    public static string[] Flags(nint address)
    {
        var found = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.StartsWith("VmFlags:", StringComparison.Ordinal))
            {
                if (found)
                    return line["VmFlags:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
            else if (line.Split(' ')[0].Split('-') is [var start, var end] && char.IsAsciiHexDigit(start[0]))
            {
                found = nint.Parse(start, NumberStyles.HexNumber, CultureInfo.InvariantCulture) <= address
                    && address < nint.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
        }

        return [];
    }

    /// <summary>A field of <c>/proc/self/status</c> that is in kilobytes, in bytes.</summary>
    public static long Status(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split([' ', '\t'])[^2], CultureInfo.InvariantCulture) * 1024;

    [LibraryImport("libc", EntryPoint = "mincore", SetLastError = true)]
    private static partial int MemoryInCore(nint address, nuint length, byte[] pages);
}
