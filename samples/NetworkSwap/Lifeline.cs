// Ends this process when the one that started it is gone: its end of our standard input closes then, however it died.

using System.Reflection;
using System.Runtime.InteropServices;

namespace NetworkSwap;

internal static class Lifeline
{
    /// <summary>What the parent writes at the start: reading it runs all that reading the end will need when the heap is full.</summary>
    public const string Greeting = "hold";

    /// <summary>Starts to watch standard input. Does nothing when that is a terminal or the null device, where no parent holds it.</summary>
    /// <param name="exitCode">How the process ends when its parent is gone.</param>
    public static void Watch(int exitCode)
    {
        if (!Console.IsInputRedirected || IsNull())
            return;

        // What the thread needs when the heap may be full is had here: the stream, the stack, and the bound native call.
        Marshal.Prelink(typeof(Lifeline).GetMethod(OperatingSystem.IsWindows() ? nameof(ExitProcess) : nameof(Exit), BindingFlags.NonPublic | BindingFlags.Static)!);
        Stream input = Console.OpenStandardInput();
        new Thread(() => WaitForEnd(input, exitCode)) { IsBackground = true, Name = "lifeline" }.Start();
    }

    private static bool IsNull() =>
        File.Exists("/proc/self/fd/0") && File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false)?.FullName == "/dev/null";

    private static void WaitForEnd(Stream input, int exitCode)
    {
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        // Not Environment.Exit: it runs handlers, and those allocate.
        if (OperatingSystem.IsWindows())
            ExitProcess((uint)exitCode);
        else
            Exit(exitCode);
    }

    // Not LibraryImport: the call in the code that it generates cannot be bound ahead.
    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void Exit(int code);

    [DllImport("kernel32")]
    private static extern void ExitProcess(uint code);
}
