// What the program tells the shell.

namespace NetworkSwap;

internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;

    /// <summary>Of a worker whose front end is gone.</summary>
    public const int Orphaned = 3;
}
