// What has to be taken from the cache is taken from it, and what is cached holds nothing of a compilation.
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

internal static class CachingAssert
{
    private static readonly Type[] s_forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(Compilation), typeof(SemanticModel), typeof(AttributeData)];

    /// <summary>Asserts that a run recomputed nothing that it then found changed.</summary>
    public static void NothingChanged(GeneratorRun run)
    {
        var steps = TrackedSteps(run).Concat(run.Result.Results.SelectMany(result => result.TrackedOutputSteps).SelectMany(step => step.Value));
        var reasons = steps.SelectMany(step => step.Outputs.Select(output => (step.Name, output.Reason))).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, entry => Assert.True(
            entry.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{entry.Name} is {entry.Reason}"));
    }

    /// <summary>Asserts that an edit changed the files it had to, and that all others were taken from the cache.</summary>
    public static void OnlyItsOwnFilesChanged(GeneratorRun before, GeneratorRun after)
    {
        var old = before.Files.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);
        var files = after.Files.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);
        var seen = 0;
        foreach (var (value, reason) in TrackedSteps(after).SelectMany(step => step.Outputs))
        {
            if (reason == IncrementalStepRunReason.Removed || value.GetType().GetProperty("HintName")?.GetValue(value) is not string hintName)
                continue;
            seen++;
            var isSame = old.TryGetValue(hintName, out var text) && text == files[hintName];
            Assert.True(isSame == reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{hintName} is {reason} and {(isSame ? "the same" : "another")}");
        }

        Assert.Equal(after.Files.Count(file => file.HintName != UnfinishedPropertyEmitter.HintName), seen);
    }

    /// <summary>Asserts that no cached value leads to a symbol, a piece of syntax or a location, which would keep a compilation alive.</summary>
    public static void ModelsArePlain(GeneratorRun run)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var models = TrackedSteps(run).SelectMany(step => step.Outputs).Select(output => output.Value).ToList();
        Assert.NotEmpty(models);
        foreach (var model in models)
            Visit(model, seen, model.GetType().Name);
    }

    private static IEnumerable<IncrementalGeneratorRunStep> TrackedSteps(GeneratorRun run) => run.Result.Results
        .SelectMany(result => result.TrackedSteps)
        .Where(steps => TrackingNames.All.Contains(steps.Key))
        .SelectMany(steps => steps.Value);

    private static void Visit(object? value, HashSet<object> seen, string path)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        if (!value.GetType().IsValueType && !seen.Add(value))
            return;

        Assert.False(s_forbidden.Any(type => type.IsInstanceOfType(value)), $"{path} is a {value.GetType()}");
        if (value is Array items)
        {
            foreach (var item in items)
                Visit(item, seen, path + "[]");
        }

        for (var type = value.GetType(); type != null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                    Visit(field.GetValue(value), seen, $"{path}.{field.Name}");
            }
        }
    }
}
