// Makes the table of a set of assemblies.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Effects;

internal static class Summarizer
{
    /// <summary>Summaries of every method that code outside the assemblies can call.</summary>
    /// <param name="report">Told how far the work is, in words.</param>
    /// <exception cref="SummaryException">The metadata of an assembly is damaged; damaged code only makes its method unknown.</exception>
    public static SummaryTable Summarize(SummaryEngine engine, IReadOnlyList<AssemblyModel> assemblies, Action<string> report)
    {
        try
        {
            return SummarizeReadable(engine, assemblies, report);
        }
        catch (Exception e) when (DamagedMetadata.Explains(e))
        {
            throw new SummaryException($"{(assemblies.Count == 1 ? $"'{assemblies[0].Path}'" : $"One of the {assemblies.Count} assemblies")} is damaged: {e.Message}", e);
        }
    }

    public static SummaryEntry ToEntry(MethodContext context)
    {
        if (!Classifier.DependsOnCaller(context))
        {
            return new SummaryEntry(Classifier.Classify(context), "");
        }

        var residuals = context.Residuals!.Select(r => r.ToString()).Order(StringComparer.Ordinal)
            .Append($"otherwise({Classifier.ClassifyWithoutResiduals(context)})");
        return new SummaryEntry(SummaryClass.Virtual, string.Join(';', residuals));
    }

    private static SummaryTable SummarizeReadable(SummaryEngine engine, IReadOnlyList<AssemblyModel> assemblies, Action<string> report)
    {
        var requested = new List<(MethodModel Method, MethodContext Summary, MethodContext? WithDefaults)>();
        for (var a = 0; a < assemblies.Count; a++)
        {
            report($"analysing {assemblies[a].Name} ({a + 1} of {assemblies.Count})");
            foreach (var method in assemblies[a].Types.Where(t => t.IsVisible).SelectMany(t => t.Methods).Where(m => m.IsVisible))
            {
                requested.Add((method, engine.Request(method), engine.RequestWithDefaults(method)));
            }
        }

        report($"solving {engine.Contexts.Count} contexts of {requested.Count} methods");
        engine.Solve();

        var entries = new Dictionary<string, SummaryEntry>(requested.Count, StringComparer.Ordinal);
        foreach (var (method, summary, withDefaults) in requested)
        {
            // Types that several assemblies define alike are of no use to a caller; the first is as good as any.
            var id = DocumentationId.Of(method);
            var entry = ToEntry(summary);
            entries.TryAdd(id, entry);
            if (withDefaults is not null && ToEntry(withDefaults) is var better && better.Class < entry.Class)
            {
                entries.TryAdd(id + SummaryTable.WithDefaults, better);
            }
        }

        report($"{entries.Count} entries, {engine.BodyCount} bodies");
        return new SummaryTable([.. assemblies.Select(Describe)], [.. Assumptions(engine.Overlay)], entries);
    }

    private static string Describe(AssemblyModel assembly)
    {
        var mvid = assembly.Reader.GetGuid(assembly.Reader.GetModuleDefinition().Mvid);
        return $"{assembly.Name} {assembly.Reader.GetAssemblyDefinition().Version} {mvid}";
    }

    private static IEnumerable<string> Assumptions(OverlayRules overlay) => overlay.Rules
        .Where(r => r.Effect is OverlayEffect.Off or OverlayEffect.Sealed or OverlayEffect.Absent)
        .Select(r => $"{r.Effect.ToString().ToLowerInvariant()} {r.Id} -- {r.Reason}");
}
