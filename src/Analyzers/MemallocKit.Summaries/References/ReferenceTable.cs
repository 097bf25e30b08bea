// Makes the table of a project's packages, unless it was made before.
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.References;

internal sealed class ReferenceTable
{
    private readonly List<ReferencedAssembly> _assemblies;
    private readonly string[] _frameworks;

    /// <param name="assemblies">The packages' assemblies. Those that a framework brings too, in that version or a later one, are left out: it is the framework's that run.</param>
    /// <param name="frameworks">The folders of the shared frameworks.</param>
    public ReferenceTable(IEnumerable<ReferencedAssembly> assemblies, string[] frameworks)
    {
        _frameworks = frameworks;
        _assemblies = [.. assemblies.Where(a => !frameworks.Any(f => IsIn(f, a.Name)))];
        Sources =
        [
            $"by memalloc-summaries {typeof(ReferenceTable).Module.ModuleVersionId}",
            $"on .NET {Environment.Version}",
            .. _assemblies.Select(a => $"{a.Name.Name} {a.Name.Version} {VersionId(a.Path)}").Distinct().Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The shared frameworks that this program and a web application of its version run on.</summary>
    public static string[] InstalledFrameworks
    {
        get
        {
            var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            var web = Path.GetFullPath(Path.Combine(runtime, "..", "..", "Microsoft.AspNetCore.App", Path.GetFileName(runtime)));
            return Directory.Exists(web) ? [runtime, web] : [runtime];
        }
    }

    /// <summary>What the table depends on: this program, the framework, and the builds of the assemblies.</summary>
    public string[] Sources { get; }

    /// <summary>The table, of each method the worst of all systems that have assemblies of their own.</summary>
    public SummaryTable Make(CancellationToken cancellation)
    {
        var tables = ReferenceList.Sets(_assemblies).Where(s => s.Length > 0).Select(set => MakeOf(set, cancellation)).ToList();
        var worst = TableMerge.Worst(tables);
        return new SummaryTable(Sources, worst.Assumptions, worst.Entries.ToDictionary(StringComparer.Ordinal));
    }

    private SummaryTable MakeOf(ReferencedAssembly[] assemblies, CancellationToken cancellation)
    {
        using var set = new AssemblySet(_frameworks);
        var models = assemblies.Select(a => set.Add(a.Path)).ToList();
        return LargeStack.Run(() => Summarizer.Summarize(new SummaryEngine(set, OverlayRules.BuiltIn(), cancellation), models, _ => { }));
    }

    private static bool IsIn(string framework, AssemblyName name)
    {
        var path = Path.Combine(framework, name.Name + ".dll");
        return File.Exists(path) && AssemblyName.GetAssemblyName(path).Version >= name.Version;
    }

    private static Guid VersionId(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var reader = image.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid);
    }
}
