// The assemblies of one analysis, found by name and loaded on demand.
namespace MemallocKit.Summaries.Metadata;

/// <summary>
/// The assemblies to analyse and the folders where those that they refer to are looked for. Not thread-safe: one analysis
/// runs on one thread.
/// </summary>
internal sealed class AssemblySet : IDisposable
{
    private const string CoreName = "System.Private.CoreLib";

    private readonly string[] _folders;
    private readonly Dictionary<string, AssemblyModel?> _byName = new(StringComparer.OrdinalIgnoreCase);

    public AssemblySet(IEnumerable<string> folders)
    {
        _folders = [.. folders];
        Types = new TypeTable(this);
        Hierarchy = new TypeHierarchy(this);
        Dispatch = new VirtualDispatch(this);
    }

    public TypeTable Types { get; }

    public TypeHierarchy Hierarchy { get; }

    public VirtualDispatch Dispatch { get; }

    public IEnumerable<AssemblyModel> Loaded => _byName.Values.OfType<AssemblyModel>();

    /// <summary>The library that defines <c>object</c>.</summary>
    /// <exception cref="SummaryException">It is in none of the folders.</exception>
    public AssemblyModel CoreLibrary => field ??= Find(CoreName) ?? throw new SummaryException(
        $"{CoreName}.dll is in none of the folders ({string.Join(", ", _folders)}); name the folder of the shared framework with --references.");

    /// <summary>Adds a file under its own name, wherever it lies.</summary>
    /// <exception cref="SummaryException">It is not an assembly, or another of that name was added before.</exception>
    public AssemblyModel Add(string path)
    {
        var assembly = AssemblyModel.Load(this, path);
        if (_byName.TryGetValue(assembly.Name, out var other) && other is not null)
        {
            assembly.Dispose();
            return Path.GetFullPath(other.Path) == Path.GetFullPath(path)
                ? other
                : throw new SummaryException($"'{path}' and '{other.Path}' are both named {assembly.Name}; pass one of them.");
        }

        _byName[assembly.Name] = assembly;
        return assembly;
    }

    /// <summary>The assembly of that simple name; null where there is none, and what refers to it stays unknown.</summary>
    public AssemblyModel? Find(string name)
    {
        if (_byName.TryGetValue(name, out var assembly))
        {
            return assembly;
        }

        var path = _folders.Select(f => Path.Combine(f, name + ".dll")).FirstOrDefault(File.Exists);
        return _byName[name] = path is null ? null : AssemblyModel.Load(this, path);
    }

    public TypeModel? CoreType(string fullName) => CoreLibrary.FindType(fullName);

    public void Dispose()
    {
        foreach (var assembly in Loaded)
        {
            assembly.Dispose();
        }
    }
}
