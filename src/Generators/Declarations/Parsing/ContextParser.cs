// From the struct of a MEMALLOC context to its model.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads and validates one context, for the generator and the analyzer alike.</summary>
internal static class ContextParser
{
    private static readonly string[] s_emittedMembers = ["_scope", "Dispose", "Enter", "Prime", "PrimingPlan", "Zone", "s_mayCharge"];

    /// <param name="context">A struct with <c>[MemallocContext]</c>.</param>
    /// <param name="compilation">The compilation it is part of.</param>
    /// <param name="cancellation">Stops the parser between two members.</param>
    public static ParseResult<ContextModel> Parse(INamedTypeSymbol context, Compilation compilation, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        CheckShape(context, problems);
        var nodes = ReadNodes(context, compilation, problems, cancellation);
        return new(problems.IsEmpty ? Build(context, nodes, compilation, cancellation) : null, problems.ToImmutable());
    }

    private static ContextModel Build(INamedTypeSymbol context, ImmutableArray<ContextNode> nodes, Compilation compilation, CancellationToken cancellation)
    {
        var reserves = ReachableReserves.Below(nodes.Select(static node => node.Type), cancellation);
        return new ContextModel(
            TypePaths.Of(context),
            context.IsDocumented(),
            new([.. nodes.Select(static node => node.Expression)]),
            new(ContextProperties.Of(context, reserves, s_emittedMembers, compilation)),
            new([.. nodes.SelectMany(static node => UseWarnings.Of(node.Type)).Concat(reserves.SelectMany(static reserve => reserve.UseWarnings)).Distinct()]));
    }

    private static void CheckShape(INamedTypeSymbol context, ProblemList problems)
    {
        if (!context.IsReadOnly || !context.IsRefLikeType || context.IsFileLocal || !context.IsPartial() || context.HasPrimaryConstructor())
            problems.AddOnName(ProblemKind.ContextShape, context, context.Name);
        TypeShape.CheckContainers(context, problems);
        TypeShape.CheckNotGeneric(context, "context", problems);
        foreach (var name in s_emittedMembers)
        {
            foreach (var member in context.GetMembers(name))
            {
                if (!member.IsEmitted())
                    problems.AddOnName(ProblemKind.EmittedName, member, member.Name);
            }
        }
    }

    private static ImmutableArray<ContextNode> ReadNodes(
        INamedTypeSymbol context, Compilation compilation, ProblemList problems, CancellationToken cancellation)
    {
        if (context.FindOnly(KnownNames.MemallocContext) is not { AttributeConstructor: not null } attribute
            || attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } argument])
        {
            problems.AddCompilerError(context);
            return [];
        }

        if (argument.IsNull || argument.Values.IsEmpty)
        {
            problems.AddOnAttribute(ProblemKind.ContextNodes, context, attribute, context.Name, "name a class of a reserve tree: typeof(...)");
            return [];
        }

        var nodes = ImmutableArray.CreateBuilder<ContextNode>();
        for (var index = 0; index < argument.Values.Length; index++)
        {
            var value = argument.Values[index];
            if (value.Kind == TypedConstantKind.Error || value.Value is ITypeSymbol { TypeKind: TypeKind.Error })
                problems.AddCompilerError(context);
            else if (ContextNode.Find(value.Value as INamedTypeSymbol) is { } node)
                AddNode(node, index);
            else
                problems.AddOnArgument(ProblemKind.ContextNodes, context, attribute, index, context.Name, NotANode(value));
        }

        return nodes.ToImmutable();

        void AddNode(ContextNode node, int index)
        {
            if (!node.IsUsable(compilation, cancellation))
                problems.AddCompilerError(context);
            else if (!node.IsVisible(context, compilation))
                problems.AddOnArgument(ProblemKind.ContextNodes, context, attribute, index, context.Name, $"'{node.Type.Name}' shows its reserve to no one here, since no share of it can be seen; give a share more access, or name the class around it");
            else if (!nodes.Any(known => known.Expression == node.Expression))
                nodes.Add(node);
        }
    }

    private static string NotANode(TypedConstant value)
    {
        var name = value.Value is ITypeSymbol type ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : "null";
        return $"'{name}' is not a class with [ReserveTree] or [ReserveNode]; name the class that its reserves are declared in";
    }
}
