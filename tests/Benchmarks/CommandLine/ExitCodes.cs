// What the program tells the shell. A target that is missed is a figure, not a failure.
namespace MemallocKit.Benchmarks.CommandLine;

internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;
}
