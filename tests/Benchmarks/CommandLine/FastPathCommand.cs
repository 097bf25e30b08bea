// `fastpath`: what the compiler made of the fast paths, and that nothing of MEMALLOC is in it.
using System.CommandLine;
using System.Runtime.InteropServices;
using MemallocKit.Benchmarks.FastPath;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class FastPathCommand
{
    public static Command Create(string[] args)
    {
        var command = new Command("fastpath", "Prints the machine code of the fast paths and checks that it looks at nothing of MEMALLOC. For x64.");
        command.SetAction(_ => Run(args));
        return command;
    }

    private static int Run(string[] args)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Console.Error.WriteLine($"error: the listing is read for x64 only, and this process is {RuntimeInformation.ProcessArchitecture}.");
            return ExitCodes.Failed;
        }

        if (Listing.IsWritten)
        {
            FastPathCode.Settle();
            return ExitCodes.Ok;
        }

        var findings = 0;
        foreach (var method in Listing.Of(FastPathCode.Methods, args))
        {
            Console.WriteLine($"{method.Name}: {method.Fast.Count} instructions, of which {method.Fast.Count(MethodListing.TouchesMemory)} with memory");
            foreach (var line in method.Fast)
                Console.WriteLine($"    {line}");
            Console.WriteLine($"  out of line: {string.Join(", ", method.Calls)}");
            foreach (var finding in FastPathRules.Check(method))
            {
                Console.WriteLine($"  FOUND: {finding}");
                findings++;
            }
        }

        Console.WriteLine(findings == 0 ? "No MEMALLOC on the fast paths." : "The fast paths look at more than a thread's cache and the block.");
        return findings == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
