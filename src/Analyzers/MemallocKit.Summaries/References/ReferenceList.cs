// The implementation assemblies of a project's packages, as its build lists them.
using System.Reflection;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.References;

/// <param name="Path">The file.</param>
/// <param name="System">The runtime identifier that it is for; empty: any.</param>
internal sealed record ReferencedAssembly(string Path, string System)
{
    public AssemblyName Name { get; } = ReadName(Path);

    private static AssemblyName ReadName(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path);
        }
        catch (Exception e) when (e is BadImageFormatException or FileNotFoundException or FileLoadException)
        {
            throw new SummaryException($"'{path}' cannot be read as a .NET assembly: {e.Message}", e);
        }
    }
}

internal static class ReferenceList
{
    /// <summary>A line a file: its path and, after a tab, the runtime identifier that it is for, if it is for one only.</summary>
    /// <exception cref="SummaryException">The list does not exist, or names a file that is no assembly.</exception>
    public static List<ReferencedAssembly> Read(string list)
    {
        if (!File.Exists(list))
        {
            throw new SummaryException($"There is no list '{list}' of assemblies.");
        }

        return [.. File.ReadLines(list).Where(l => l.Length > 0).Select(l => l.Split('\t')).Select(f => new ReferencedAssembly(f[0], f.Length > 1 ? f[1] : ""))];
    }

    /// <summary>
    /// The sets of assemblies that can run together: that of any system, and for each system that has assemblies of its own one
    /// with those in the place of the others.
    /// </summary>
    public static IEnumerable<ReferencedAssembly[]> Sets(IReadOnlyCollection<ReferencedAssembly> assemblies)
    {
        foreach (var system in assemblies.Select(a => a.System).Append("").Distinct())
        {
            yield return [.. assemblies.GroupBy(a => a.Name.Name, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.FirstOrDefault(a => a.System == system) ?? g.FirstOrDefault(a => a.System.Length == 0)).OfType<ReferencedAssembly>()];
        }
    }
}
