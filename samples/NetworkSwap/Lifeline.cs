// Ends this process when the one that started it is gone: its end of our standard input closes then, however it died.

using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NetworkSwap;

internal static partial class Lifeline
{
    private const int ExitCode = 3;
    private const string Null = "/dev/null";

    /// <summary>Starts to watch standard input. Does nothing when that is a terminal or the null device, where no parent holds it.</summary>
    public static void Watch()
    {
        if (!Console.IsInputRedirected || IsNull())
            return;

        // Everything the thread needs when the heap may be full is had here: the stream, the buffer, the bound entry point.
        Marshal.Prelink(typeof(Lifeline).GetMethod(OperatingSystem.IsWindows() ? nameof(ExitProcess) : nameof(Exit), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!);
        Stream input = Console.OpenStandardInput();
        new Thread(() => WaitForEnd(input)) { IsBackground = true, Name = "lifeline" }.Start();
    }

    private static bool IsNull() => File.Exists("/proc/self/fd/0") && File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false)?.FullName == Null;

    private static void WaitForEnd(Stream input)
    {
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        // Not Environment.Exit: it runs handlers, and those allocate.
        if (OperatingSystem.IsWindows())
            ExitProcess(ExitCode);
        else
            Exit(ExitCode);
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    private static partial void ExitProcess(uint code);
}
