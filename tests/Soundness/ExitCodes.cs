// What the program tells the shell.
namespace MemallocKit.Soundness;

internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>A call broke what its class claims, or precision fell below the file.</summary>
    public const int Failed = 1;

    public const int BadArguments = 2;
}
