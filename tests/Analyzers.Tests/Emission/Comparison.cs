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
        var loose = IsLoose(place, places);
        // One report stands for all that builds an expression tree.
        var trees = emitted.FindAll(s => s.What.Contains("Expression::Lambda", StringComparison.Ordinal));
        if (trees.Count > 0)
        {
            emitted.RemoveAll(s => s.Group is AllocationGroup.Heap or AllocationGroup.Box);
            // One quoted in another belongs to it.
            emitted.AddRange(trees.Take(Math.Max(1, reported.Count(r => r.What.StartsWith("the expression tree", StringComparison.Ordinal)))));
        }

        // `d.Count += 1` is one operation to report, and four that are bound.
        if (reported.Exists(r => r.What.Contains("dynamic operation", StringComparison.Ordinal)))
        {
            var sites = emitted.FindAll(s => s.What.Contains("CallSite`1", StringComparison.Ordinal));
            var reports = reported.Count(r => r.What.Contains("dynamic operation", StringComparison.Ordinal));
            sites.Skip(reports).ToList().ForEach(s => emitted.Remove(s));
        }

        foreach (var group in Enum.GetValues<AllocationGroup>())
        {
            var (sites, reports) = (emitted.Where(s => s.Group == group).OrderBy(s => s.IsCall).ToList(), reported.Where(r => r.Group == group).ToList());
            var matched = loose || group == AllocationGroup.String
                ? (sites.Count > 0 && reports.Count > 0 ? (sites.Count, reports.Count) : (0, 0))
                : (Math.Min(sites.Count, reports.Count), Math.Min(sites.Count, reports.Count));
            sites.Take(matched.Item1).ToList().ForEach(s => emitted.Remove(s));
            reports.Take(matched.Item2).ToList().ForEach(r => reported.Remove(r));
        }

        // What is said to serve a throw is not told apart further.
        if (emitted.Count > 0 && reported.RemoveAll(r => r.Group == AllocationGroup.Throw) is > 0 and var throws)
        {
            var strings = emitted.Exists(s => s is { Group: AllocationGroup.String, IsCall: false }) ? 1 : 0;
            emitted.RemoveAll(s => s.Group == AllocationGroup.String);
            emitted.RemoveRange(0, Math.Min(emitted.Count, loose ? emitted.Count : throws - strings));
        }

        missed.AddRange(emitted.Where(s => !s.IsCall).Select(s => Show(s, places)));
        @false.AddRange(reported.Select(r => Show(r, places)));
    }

    // One report stands for all instructions of an expression that the compiler builds from several objects.
    private static bool IsLoose(Place place, Places places) =>
        Places.StatementOf(places.NodeAt(place.Path, new(place.Start, 0))).DescendantNodesAndSelf().Any(n =>
            n is CollectionExpressionSyntax or QueryExpressionSyntax);

    private static string Show(AllocationSite site, Places places)
    {
        var node = places.NodeAt(site.Place.Path, new(site.Place.Start, 0));
        var line = node.SyntaxTree.GetLineSpan(new(site.Place.Start, 0)).StartLinePosition.Line;
        var text = node.SyntaxTree.GetText().Lines[line].ToString().Trim();
        return $"{site.Place.Path}({line + 1}): {site.Group} {site.What} {site.Place.Detail} | {text}";
    }
}
