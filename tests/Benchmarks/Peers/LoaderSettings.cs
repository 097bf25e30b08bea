// jemalloc cannot be loaded into a running process without a setting of the C library that is read at start.
using System.Runtime.InteropServices;
using MemallocKit.Benchmarks.CommandLine;

namespace MemallocKit.Benchmarks.Peers;

internal static class LoaderSettings
{
    private const string Variable = "GLIBC_TUNABLES";

    // Its thread-local variables take 2.6 KiB of a space where 0.5 KiB is left for libraries that come late.
    private const string Value = "glibc.rtld.optional_static_tls=16384";

    /// <summary>Runs this program again with the setting, unless it is not needed or is there already.</summary>
    public static bool TryRestart(string[] args, out int exitCode)
    {
        exitCode = 0;
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is not null || !LacksSpace())
            return false;
        exitCode = ThisProgram.Run(args, (Variable, Value));
        return true;
    }

    private static bool LacksSpace()
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(Jemalloc.FileName));
            return false;
        }
        catch (DllNotFoundException e)
        {
            return e.Message.Contains("static TLS", StringComparison.Ordinal);
        }
    }
}
