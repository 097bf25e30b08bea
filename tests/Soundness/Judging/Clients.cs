// What the engine says of code that calls the framework, and why.
using MemallocKit.Soundness.Calls;
using MemallocKit.Soundness.Generating;
using MemallocKit.Summaries.Commands;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Judging;

/// <param name="Entry">What a caller of the method is told.</param>
/// <param name="Explanation">The calls that give it its class.</param>
/// <param name="Callees">The methods of the framework that it calls itself, by documentation id.</param>
internal sealed record ClientSummary(SummaryEntry Entry, string Explanation, IReadOnlyList<string> Callees);

internal static class Clients
{
    /// <summary>The calls written by hand, by id. They see the framework as an analyzer does: by the table and its residuals.</summary>
    public static Dictionary<string, ClientSummary> HandWrittenCalls() => LargeStack.Run(() =>
    {
        var (set, _) = Inputs.Open([typeof(Clients).Assembly.Location], null);
        using (set)
        {
            var assembly = set.Find(typeof(Clients).Assembly.GetName().Name!)!;
            var engine = new SummaryEngine(set, OverlayRules.BuiltIn());
            engine.AddClient(assembly);
            var methods = assembly.Types.SelectMany(t => t.Methods).ToLookup(m => (m.Owner.FullName, m.Name));
            var contexts = HandWritten.All.ToDictionary(
                c => c.Id, c => engine.Request(methods[(c.Method.DeclaringType!.FullName!, c.Method.Name)].Single()), StringComparer.Ordinal);
            engine.Solve();
            return contexts.ToDictionary(
                c => c.Key,
                c => new ClientSummary(Summarizer.ToEntry(c.Value), string.Join("\n", Explanation.Of(c.Value)), [.. Callees(c.Value, assembly)]),
                StringComparer.Ordinal);
        }
    });

    /// <summary>Why framework methods have their classes, by documentation id; ids that no assembly has are left out.</summary>
    public static Dictionary<string, string> Explain(IReadOnlyCollection<Member> members) => members.Count == 0 ? [] : LargeStack.Run(() =>
    {
        var (set, assemblies) = Inputs.Open([Catalogue.FrameworkFolder], null);
        using (set)
        {
            var engine = new SummaryEngine(set, OverlayRules.BuiltIn());
            var wanted = members.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            var modules = members.Select(m => m.Module).ToHashSet(StringComparer.Ordinal);
            var contexts = new Dictionary<string, MethodContext>(StringComparer.Ordinal);
            foreach (var method in assemblies.Where(a => modules.Contains(a.Name)).SelectMany(a => a.Types).Where(t => t.IsVisible).SelectMany(t => t.Methods))
            {
                var id = DocumentationId.Of(method);
                if (wanted.Contains(id))
                {
                    contexts.TryAdd(id, engine.Request(method));
                }
            }

            engine.Solve();
            return contexts.ToDictionary(c => c.Key, c => string.Join("\n", Explanation.Of(c.Value)), StringComparer.Ordinal);
        }
    });

    private static IEnumerable<string> Callees(MethodContext context, AssemblyModel client) => context.Sites
        .SelectMany(s => s.Calls?.Select(c => c.Callee) ?? [])
        .Where(c => c.Method.Owner.Assembly != client)
        .Select(c => DocumentationId.Of(c.Method))
        .Distinct();
}
