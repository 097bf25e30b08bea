// The table of the shared frameworks in this assembly: what their IL does, the worst of four platforms.
using System.Reflection;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Analyzers.Summaries;

internal static class FrameworkTable
{
    private const string Name = "framework.table";

    /// <summary>Read once in a process, and only when code in a scope calls something that nobody else knows.</summary>
    public static TableSource Source { get; } = new(Read);

    private static CompactTable Read()
    {
        using var stream = typeof(FrameworkTable).GetTypeInfo().Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"{Name} is not in the assembly");
        return CompactTable.Read(stream);
    }
}
