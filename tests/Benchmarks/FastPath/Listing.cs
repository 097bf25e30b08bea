// Has the JIT write down what it makes of methods, in a process of its own.
using MemallocKit.Benchmarks.CommandLine;

namespace MemallocKit.Benchmarks.FastPath;

internal static class Listing
{
    private const string MethodsVariable = "DOTNET_JitDisasm";
    private const string FileVariable = "DOTNET_JitStdOutFile";
    private const string Header = "; Assembly listing for method ";

    /// <summary>Whether this process is the one that writes it.</summary>
    public static bool IsWritten => Environment.GetEnvironmentVariable(FileVariable) is not null;

    /// <summary>The methods as they are when nothing will be optimised further.</summary>
    public static IEnumerable<MethodListing> Of(string[] methods, string[] args)
    {
        var file = Path.GetTempFileName();
        try
        {
            var exitCode = ThisProgram.Run(args, (MethodsVariable, string.Join(' ', methods)), (FileVariable, file));
            var lines = File.ReadAllLines(file);
            return exitCode == ExitCodes.Ok
                ? [.. methods.Select(method => Last(method, lines))]
                : throw new InvalidOperationException($"The process that writes the listing ended with {exitCode}.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MethodListing Last(string method, string[] lines)
    {
        var start = Array.FindLastIndex(lines, line =>
            line.StartsWith(Header, StringComparison.Ordinal) && line.Contains($":{method}(", StringComparison.Ordinal) && line.Contains("(Tier1)", StringComparison.Ordinal));
        if (start < 0)
            throw new InvalidOperationException($"The JIT wrote no optimised listing of {method}.");
        return MethodListing.Parse(method, lines.Skip(start + 1).TakeWhile(static line => !line.StartsWith(Header, StringComparison.Ordinal)));
    }
}
