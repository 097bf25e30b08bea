// A context with what priming it takes from the rest of the project, as values.
using System.Collections.Immutable;
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>All that is in one emitted file.</summary>
/// <param name="HintName">The name of the file.</param>
/// <param name="Context">The context.</param>
/// <param name="Covered">The types in which <c>Prime()</c> looks for marked members.</param>
/// <param name="Methods">The methods of the user that <c>Prime()</c> runs, in their order.</param>
internal sealed record ContextFile(
    string HintName, ContextModel Context, EquatableArray<CoveredType> Covered, EquatableArray<PrimeMethodModel> Methods)
{
    private const string HintSuffix = ".MemallocContext.g.cs";

    /// <summary>The ids of warnings that naming all that gives, sorted.</summary>
    public EquatableArray<string> UseWarnings =>
        new([.. Context.UseWarnings.Concat(Covered.SelectMany(static type => type.UseWarnings)).Concat(Methods.SelectMany(static method => method.UseWarnings))
            .Distinct().OrderBy(static id => id, StringComparer.Ordinal)]);

    public static ImmutableArray<ContextFile> All(ContextReading read)
    {
        var names = HintNames.For(read.Contexts.Select(static context => context.Type.FullName), HintSuffix);
        return [.. read.Contexts.Select((context, index) => new ContextFile(
            names[index],
            context,
            new([.. read.Covered.Where(type => Concerns(context, type.Contexts)).Select(Anonymous).Distinct()]),
            new([.. read.Methods.Where(method => Concerns(context, method.Contexts))])))];
    }

    private static bool Concerns(ContextModel context, EquatableArray<string> contexts) =>
        contexts.Count == 0 || contexts.Contains(context.Type.FullName, StringComparer.Ordinal);

    // Which marks led to a type, and how many, is not emitted, so it must not make the file a new one.
    private static CoveredType Anonymous(CoveredType type) =>
        type with { Contexts = default, Name = type.Expression.Length == 0 ? type.Name : "" };
}
