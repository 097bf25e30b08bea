// The assemblies that the arguments name.
using System.CommandLine;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Commands;

internal static class Inputs
{
    public static Option<string[]> References() => new("--references")
    {
        Description = "Folders where the assemblies that these refer to are found. Default: the shared framework that runs this program.",
        HelpName = "DIR",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Opens a set of assemblies: files as they are, and of folders every .NET assembly.</summary>
    /// <exception cref="SummaryException">A path does not exist, a file is not an assembly, or a folder holds none.</exception>
    public static (AssemblySet Set, List<AssemblyModel> Assemblies) Open(IReadOnlyList<string> paths, string[]? references)
    {
        var folders = paths.Select(p => Directory.Exists(p) ? p : Path.GetDirectoryName(Path.GetFullPath(p))!)
            .Concat(references is { Length: > 0 } ? references : [Path.GetDirectoryName(typeof(object).Assembly.Location)!])
            .ToArray();
        foreach (var folder in (references ?? []).Where(r => !Directory.Exists(r)))
        {
            throw new SummaryException($"The folder '{folder}' of --references does not exist.");
        }

        var set = new AssemblySet(folders);
        try
        {
            var assemblies = paths.SelectMany(p => Add(set, p)).Distinct().ToList();
            _ = set.CoreLibrary;
            return (set, assemblies);
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    private static List<AssemblyModel> Add(AssemblySet set, string path)
    {
        if (File.Exists(path))
        {
            return [set.Add(path)];
        }

        if (!Directory.Exists(path))
        {
            throw new SummaryException($"'{path}' does not exist.");
        }

        // A framework's folder holds native libraries too.
        var found = new List<AssemblyModel>();
        foreach (var file in Directory.GetFiles(path, "*.dll").Order(StringComparer.Ordinal))
        {
            if (AssemblyModel.IsAssembly(file))
            {
                found.Add(set.Add(file));
            }
        }

        return found.Count > 0 ? found : throw new SummaryException($"The folder '{path}' holds no .NET assembly.");
    }
}
