// What the program tells the shell.
namespace MemallocKit.Summaries.Commands;

internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>An input cannot be used, or the output cannot be written.</summary>
    public const int Failed = 1;

    public const int BadArguments = 2;

    /// <summary>`diff` found a method that got worse.</summary>
    public const int Worse = 3;

    /// <summary>Interrupted from the keyboard, as shells count it.</summary>
    public const int Interrupted = 130;
}
