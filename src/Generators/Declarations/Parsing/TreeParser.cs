// From the class of a reserve tree to its model.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Reads and validates a whole tree. The generator and the analyzer both call it, so that what one refuses to emit is
/// exactly what the other reports.
/// </summary>
internal static class TreeParser
{
    /// <param name="tree">A class with <c>[ReserveTree]</c>.</param>
    /// <param name="compilation">The compilation it is part of.</param>
    /// <param name="cancellation">Stops the parser between two members.</param>
    public static ParseResult<TreeModel> Parse(INamedTypeSymbol tree, Compilation compilation, CancellationToken cancellation) =>
        ParsedTrees.Of(tree, compilation, () => ParseAnew(tree, compilation, cancellation));

    private static ParseResult<TreeModel> ParseAnew(INamedTypeSymbol tree, Compilation compilation, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        var root = ParseRoot(tree, compilation, problems, cancellation);
        return new(problems.IsEmpty ? root : null, problems.ToImmutable());
    }

    private static TreeModel? ParseRoot(INamedTypeSymbol tree, Compilation compilation, ProblemList problems, CancellationToken cancellation)
    {
        if (tree.FindOnly(KnownNames.ReserveTree) is not { } attribute || new NodeArguments(attribute) is not { HasErrors: false } arguments)
        {
            problems.AddCompilerError(tree);
            return null;
        }

        if (tree.Has(KnownNames.ReserveNode))
            problems.AddOnName(ProblemKind.OutsideTree, tree, tree.Name, "a tree and a node of another one", "remove one of the two attributes");
        TypeShape.CheckContainers(tree, problems);
        TypeShape.CheckNotGeneric(tree, "reserve tree", problems);

        var model = ReadModel(tree, arguments, problems);
        var processors = ReadProcessors(tree, arguments, problems);
        var scope = new ParseScope(tree, compilation, model, processors, arguments.RequireConstantEstimates, problems, cancellation);
        if (ClassParser.ParseGroup(tree, arguments, scope) is not { } root)
            return null;

        if (root.Pages > PageLimit.MostPages)
            problems.AddOnName(ProblemKind.TooManyPages, tree, tree.Name, "the amounts inside add up to");
        return new TreeModel(TypePaths.Of(tree), model, processors, new([.. scope.UseWarnings]), root);
    }

    private static EstimateModel ReadModel(INamedTypeSymbol tree, NodeArguments arguments, ProblemList problems)
    {
        var value = arguments.Number("Model") ?? (long)EstimateModel.UpperBound;
        if (value is (long)EstimateModel.UpperBound or (long)EstimateModel.LinuxSlub)
            return (EstimateModel)value;
        problems.AddOutOfRange(tree, arguments, "Model", value, "EstimateModel.UpperBound or EstimateModel.LinuxSlub");
        return EstimateModel.UpperBound;
    }

    private static int ReadProcessors(INamedTypeSymbol tree, NodeArguments arguments, ProblemList problems)
    {
        var value = arguments.Number("Processors") ?? 1;
        if (value is >= 1 and <= DeclarationLimits.MostProcessors)
            return (int)value;
        problems.AddOutOfRange(tree, arguments, "Processors", value, $"1 to {DeclarationLimits.MostProcessors}");
        return 1;
    }
}
