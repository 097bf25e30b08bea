// What the build runs after the compiler, and people run to compare two reports.
using MemallocKit.Report;

return CommandLine.Run(args, Console.Out, Console.Error);
