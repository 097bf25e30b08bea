// Compares the IL of a compilation with the reports on it, statement by statement.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Tests.Emission;

/// <param name="Sites">Allocations in the IL.</param>
/// <param name="Reports">Reports.</param>
/// <param name="Unplaced">Allocations in members that the compiler wrote on its own.</param>
/// <param name="Missed">Allocations without a report.</param>
/// <param name="False">Reports without an allocation.</param>
internal sealed record Comparison(int Sites, int Reports, int Unplaced, IReadOnlyList<string> Missed, IReadOnlyList<string> False)
{
    public double Recall => 1 - ((double)Missed.Count / Sites);

    public double Precision => 1 - ((double)False.Count / Reports);

    public static async Task<Comparison> Of(CSharpCompilation compilation)
    {
        var places = new Places(compilation.SyntaxTrees);
        var emitted = IlAllocations.Read(RealCode.Emit(compilation), places);
        var reported = await ReportedAllocations.Of(compilation);
        var (missed, @false) = (new List<string>(), new List<string>());
        var reportsAt = reported.ToLookup(r => r.Place);
        var emittedAt = emitted.Sites.ToLookup(s => s.Place);
        foreach (var place in reportsAt.Select(g => g.Key).Union(emittedAt.Select(g => g.Key)))
        {
            Compare(place, [.. emittedAt[place]], [.. reportsAt[place]], places, missed, @false);
        }

        return new Comparison(emitted.Sites.Count(s => !s.IsCall), reported.Count, emitted.Unplaced, missed, @false);
    }

    public override string ToString() =>
        $"{Sites} allocations in the IL, {Reports} reports, recall {Recall:P2}, precision {Precision:P2}, {Unplaced} in members the compiler wrote";

    private static void Compare(
        Place place, List<AllocationSite> emitted, List<AllocationSite> reported, Places places, List<string> missed, List<string> @false)
    {
        DropPartsOfTrees(emitted, reported);
        DropPartsOfBoundOperations(emitted, reported);
        var (isCollection, isQuery) = KindOf(place, places);
        var makesException = emitted.Exists(s => s.What.Contains("Exception::.ctor", StringComparison.Ordinal));
        foreach (var group in Enum.GetValues<AllocationGroup>())
        {
            var (sites, reports) = (emitted.Where(s => s.Group == group).OrderBy(s => s.IsCall).ToList(), reported.Where(r => r.Group == group).ToList());
            var isLoose = group == AllocationGroup.String || (group == AllocationGroup.Heap && (isCollection || isQuery))
                || (group == AllocationGroup.Delegate && isQuery);
            var matched = isLoose
                ? (sites.Count > 0 && reports.Count > 0 ? (sites.Count, reports.Count) : (0, 0))
                : (Math.Min(sites.Count, reports.Count), Math.Min(sites.Count, reports.Count));
            sites.Take(matched.Item1).ToList().ForEach(s => emitted.Remove(s));
            reports.Take(matched.Item2).ToList().ForEach(r => reported.Remove(r));
        }

        MatchThrows(emitted, reported, isCollection && makesException);
        missed.AddRange(emitted.Where(s => !s.IsCall).Select(s => Show(s, places)));
        @false.AddRange(reported.Select(r => Show(r, places)));
    }

    // What is said to serve a throw is not told apart further.
    private static void MatchThrows(List<AllocationSite> emitted, List<AllocationSite> reported, bool isLoose)
    {
        if (isLoose)
        {
            reported.RemoveAll(r => r.Group == AllocationGroup.Throw);
        }
        else if (emitted.Count > 0 && reported.RemoveAll(r => r.Group == AllocationGroup.Throw) is > 0 and var throws)
        {
            var strings = emitted.Exists(s => s is { Group: AllocationGroup.String, IsCall: false }) ? 1 : 0;
            emitted.RemoveAll(s => s.Group == AllocationGroup.String);
            emitted.RemoveRange(0, Math.Min(emitted.Count, throws - strings));
        }
    }

    // One report stands for all that builds an expression tree, and for the trees quoted in it.
    private static void DropPartsOfTrees(List<AllocationSite> emitted, List<AllocationSite> reported)
    {
        var trees = emitted.FindAll(s => s.What.Contains("Expression::Lambda", StringComparison.Ordinal));
        if (trees.Count > 0)
        {
            emitted.RemoveAll(s => s.Group is AllocationGroup.Heap or AllocationGroup.Box);
            emitted.AddRange(trees.Take(Math.Max(1, reported.Count(r => r.What.StartsWith("the expression tree", StringComparison.Ordinal)))));
        }
    }

    // `d.Count += 1` is one operation to report, and four that are bound.
    private static void DropPartsOfBoundOperations(List<AllocationSite> emitted, List<AllocationSite> reported)
    {
        var reports = reported.Count(r => r.What.Contains("dynamic operation", StringComparison.Ordinal));
        if (reports > 0)
        {
            emitted.FindAll(s => s.What.Contains("CallSite`1", StringComparison.Ordinal)).Skip(reports).ToList().ForEach(s => emitted.Remove(s));
        }
    }

    // One report stands for all instructions of an expression that the compiler builds from several objects.
    private static (bool IsCollection, bool IsQuery) KindOf(Place place, Places places)
    {
        var nodes = Places.StatementOf(places.NodeAt(place.Path, new(place.Start, 0))).DescendantNodesAndSelf().ToList();
        return (nodes.Exists(n => n is CollectionExpressionSyntax), nodes.Exists(n => n is QueryExpressionSyntax));
    }

    private static string Show(AllocationSite site, Places places)
    {
        var node = places.NodeAt(site.Place.Path, new(site.Place.Start, 0));
        var line = node.SyntaxTree.GetLineSpan(new(site.Place.Start, 0)).StartLinePosition.Line;
        var text = node.SyntaxTree.GetText().Lines[line].ToString().Trim();
        return $"{site.Place.Path}({line + 1}): {site.Group} {site.What} {site.Place.Detail} | {text}";
    }
}
