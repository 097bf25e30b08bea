// Reads from an assembly every instruction that allocates, with the statement it was compiled from.
using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemallocKit.Analyzers.Tests.Emission;

/// <summary>
/// Methods without sequence points are what the compiler adds on its own (members of records and anonymous types, accessors of
/// events): no statement is to be reported there, but what calls them; <see cref="Unplaced"/> counts them.
/// </summary>
internal sealed class IlAllocations
{
    private readonly List<AllocationSite> _sites = [];

    private IlAllocations()
    {
    }

    public IReadOnlyList<AllocationSite> Sites => _sites;

    public int Unplaced { get; private set; }

    public static IlAllocations Read(ImmutableArray<byte> image, Places places)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (var folder in RealCode.ReferencePaths.Select(p => Path.GetDirectoryName(p)!).Distinct())
        {
            resolver.AddSearchDirectory(folder);
        }

        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream([.. image]), new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new EmbeddedPortablePdbReaderProvider(),
        });
        var found = new IlAllocations();
        // The initializers of instance fields are compiled into every constructor, their lambdas too; they are written once.
        var initializers = new HashSet<(AllocationSite, int)>();
        foreach (var method in assembly.MainModule.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
        {
            found.Read(method, places, initializers);
        }

        return found;
    }

    private void Read(MethodDefinition method, Places places, HashSet<(AllocationSite, int)> initializers)
    {
        var points = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden).ToList();
        var counts = new Dictionary<AllocationSite, int>();
        foreach (var (group, what, instruction, isCall) in IlInstructions.AllocationsOf(method))
        {
            if (points.Count == 0)
            {
                Unplaced += isCall ? 0 : 1;
                continue;
            }

            // A closure is made before the first statement of its scope; all else belongs to the statement begun last.
            var before = points.LastOrDefault(p => p.Offset <= instruction.Offset);
            var after = points.FirstOrDefault(p => p.Offset > instruction.Offset);
            var point = group == AllocationGroup.Closure ? after ?? before : before ?? after;
            if (point!.Document.Url.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                // What a generator emits is not judged.
                continue;
            }

            var node = places.NodeAt(point.Document.Url, point.StartLine, point.StartColumn, point.EndLine, point.EndColumn);
            var place = group == AllocationGroup.Closure
                ? Places.ClosureOf(node, IlInstructions.CapturedBy(instruction))
                : Places.PlaceOf(Places.StatementOf(node));
            var site = new AllocationSite(group, place, what, isCall);
            counts[site] = counts.GetValueOrDefault(site) + 1;
            if (!(method.IsConstructor || method.Name.StartsWith("<.ctor>", StringComparison.Ordinal)) || initializers.Add((site, counts[site])))
            {
                _sites.Add(site);
            }
        }

        if (IsStateMachine(method) && points.Count > 0 && !points[0].Document.Url.EndsWith(".g.cs", StringComparison.Ordinal))
        {
            var first = points[0];
            var node = places.NodeAt(first.Document.Url, first.StartLine, first.StartColumn, first.EndLine, first.EndColumn);
            _sites.Add(new AllocationSite(
                AllocationGroup.StateMachine, Places.PlaceOf(Places.FunctionOf(node, includeSelf: false)), method.DeclaringType.Name));
        }
    }

    // The body of an iterator or async function is the MoveNext of a type that the compiler names after it.
    private static bool IsStateMachine(MethodDefinition method) =>
        method.Name == "MoveNext" && method.DeclaringType.Name.Contains(">d", StringComparison.Ordinal);
}
