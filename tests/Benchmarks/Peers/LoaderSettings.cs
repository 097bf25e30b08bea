// jemalloc cannot be loaded into a running process without a setting of the C library that is read at start.
using System.Diagnostics;
using System.Runtime.InteropServices;

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
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        start.Environment[Variable] = Value;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        exitCode = process.ExitCode;
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
